using CrmGraph.Domain.Activities;

namespace CrmGraph.Persistence.Sync;

/// <summary>How far an item is on its way into a mailbox. Each step is written down before it is taken.</summary>
public enum OutgoingState
{
    /// <summary>Nothing has been asked of the mailbox.</summary>
    Pending,

    /// <summary>The mailbox may have a draft; it is looked for before another is made.</summary>
    Drafting,

    /// <summary>The mailbox has the draft.</summary>
    Drafted,

    /// <summary>Sending was asked for; whether it worked the draft says.</summary>
    Sending,

    /// <summary>It is done.</summary>
    Sent,

    /// <summary>It was given up.</summary>
    Failed,
}

/// <summary>An e-mail or a meeting that was entered here and goes into a mailbox.</summary>
public sealed class OutgoingItem
{
    /// <summary>The activity; its UUID marks the item in the mailbox.</summary>
    public required ActivityId ActivityId { get; init; }

    /// <summary>The address of the mailbox.</summary>
    public required string Mailbox { get; init; }

    /// <summary>Whether it is a meeting; else it is an e-mail.</summary>
    public required bool IsMeeting { get; init; }

    /// <summary>How far it is.</summary>
    public OutgoingState State { get; set; }

    /// <summary>The immutable id in the mailbox.</summary>
    public string? RemoteId { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried next; while a node is at it, until when nobody else is.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>What failed last.</summary>
    public string? LastError { get; set; }

    /// <summary>When it was entered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
