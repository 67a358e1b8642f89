using CrmGraph.Domain.Events;

namespace CrmGraph.Persistence.Deliveries;

/// <summary>
/// An event that a connector has to deal with: its inbox, and the log of what became of it. There is one for each connector and event,
/// so an event that comes in twice is dealt with once.
/// </summary>
public sealed class Delivery
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connector.</summary>
    public required string Connector { get; init; }

    /// <summary>The event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The event's place in the log.</summary>
    public required long Position { get; init; }

    /// <summary>What happened.</summary>
    public required EventType Type { get; init; }

    /// <summary>What it happened to: events of one subject go out one after the other.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>How it stands.</summary>
    public DeliveryStatus Status { get; set; }

    /// <summary>How often it has been tried.</summary>
    public int Attempts { get; set; }

    /// <summary>How many of the attempts failed, without those that the other side put off.</summary>
    public int Failures { get; set; }

    /// <summary>When the connector took it in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was tried first, since it was last asked for.</summary>
    public DateTimeOffset? FirstAttemptAt { get; set; }

    /// <summary>Not before then is it tried again; of no meaning once it is delivered or dead.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>The HTTP status of the last answer.</summary>
    public int? LastStatusCode { get; set; }

    /// <summary>Why the last attempt failed; null if it did not.</summary>
    public string? LastError { get; set; }

    /// <summary>When it was delivered.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }
}

/// <summary>How the delivery of an event to a connector stands.</summary>
public enum DeliveryStatus
{
    /// <summary>It waits for its first or next attempt.</summary>
    Pending,

    /// <summary>The other side has it.</summary>
    Delivered,

    /// <summary>It failed until the last attempt and is tried again only when somebody asks for it.</summary>
    Dead,
}
