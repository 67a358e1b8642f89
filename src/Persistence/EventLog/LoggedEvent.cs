using CrmGraph.Domain.Events;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.EventLog;

/// <summary>One line of the event log. Lines are written by the transaction that they tell of and never change.</summary>
public sealed class LoggedEvent
{
    /// <summary>The place in the log: 1, 2, 3… without gaps, in the order in which transactions were committed.</summary>
    public required long Position { get; init; }

    /// <summary>The event's own id, by which consumers know what they have handled already.</summary>
    public required Guid Id { get; init; }

    /// <summary>What happened.</summary>
    public required EventType Type { get; init; }

    /// <summary>The object type, as the API names it, of what it happened to.</summary>
    public required string SubjectType { get; init; }

    /// <summary>What it happened to.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Counts the events of the subject, from 1 without gaps.</summary>
    public required int Sequence { get; init; }

    /// <summary>Who did it; null if the system did.</summary>
    public required UserId? ActorId { get; init; }

    /// <summary>The request that did it, as the server's log names it; null outside requests.</summary>
    public required string? RequestId { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The permission that seeing it takes.</summary>
    public required Resource Resource { get; init; }

    /// <summary>Who owned the subject then.</summary>
    public required UserId? OwnerId { get; init; }

    /// <summary>The team that the subject belonged to then.</summary>
    public required TeamId? TeamId { get; init; }

    /// <summary>What the commit changed of the subject: a JSON array of <c>{"field","before","after"}</c>, named as in the API.</summary>
    public required string Changes { get; init; }

    /// <summary>What else is known of the event: a JSON object.</summary>
    public required string Data { get; init; }

    /// <summary>Whether a caller may see it: by the caller's rights now, and by who the subject belonged to then.</summary>
    public bool IsVisibleTo(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Reaches(Resource, Access.Read, OwnerId, TeamId);
    }
}
