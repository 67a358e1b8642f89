using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Who changes something, and in which request: what the events of a scope say about their origin. Without one, the system did it.</summary>
public sealed class ChangeOrigin
{
    /// <summary>The user.</summary>
    public UserId? ActorId { get; set; }

    /// <summary>The request, as the server's log names it; at most 64 characters are kept.</summary>
    public string? RequestId { get; set; }
}
