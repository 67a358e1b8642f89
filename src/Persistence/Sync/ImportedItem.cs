using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Persistence.Sync;

/// <summary>
/// What an activity is in a mailbox. One activity may be in several mailboxes. Names of the other system are kept as keyed hashes only:
/// they are compared, never shown.
/// </summary>
public sealed class ImportedItem
{
    /// <summary>Identifies it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address of the mailbox.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The hash of the item's immutable id.</summary>
    public required string ItemKey { get; init; }

    /// <summary>The hash of what the message or meeting is called in every mailbox.</summary>
    public required string MessageKey { get; init; }

    /// <summary>The hash of the conversation or the series.</summary>
    public string? ThreadKey { get; init; }

    /// <summary>The activity.</summary>
    public required ActivityId ActivityId { get; init; }

    /// <summary>The source that has it; null while none does.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>In which reading from the beginning it was last seen there.</summary>
    public int Generation { get; set; }

    /// <summary>When it was sent or received, or when it starts.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Why it is where it is, if its conversation is left aside.</summary>
    public MatchReason Reason { get; set; }

    /// <summary>The deal that it is about by itself.</summary>
    public OpportunityId? OpportunityId { get; set; }

    /// <summary>The account that it is about by itself.</summary>
    public AccountId? AccountId { get; set; }

    /// <summary>The deals that it may be about by itself: UUIDs with commas between them.</summary>
    public string? Candidates { get; set; }
}

/// <summary>Why an item of a mailbox was left out.</summary>
public enum SkipReason
{
    /// <summary>It is marked as personal, private or confidential.</summary>
    Private,

    /// <summary>Somebody in it is on a blocklist.</summary>
    Blocked,

    /// <summary>Only colleagues take part.</summary>
    Internal,

    /// <summary>Nobody in it is known.</summary>
    NoMatch,
}

/// <summary>All that is kept of an item that was left out: a keyed hash of its name, and why.</summary>
public sealed class SkippedItem
{
    /// <summary>Identifies it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The address of the mailbox.</summary>
    public required string Mailbox { get; init; }

    /// <summary>The source that had it.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>The hash of what the message or meeting is called in every mailbox.</summary>
    public required string MessageKey { get; init; }

    /// <summary>The hash of the conversation or the series, only of what nobody is known in.</summary>
    public string? ThreadKey { get; init; }

    /// <summary>Why.</summary>
    public required SkipReason Reason { get; set; }
}
