namespace CrmGraph.Persistence.Sync;

/// <summary>How a source is with being read.</summary>
public enum SyncState
{
    /// <summary>It has not been read yet.</summary>
    Initial,

    /// <summary>It is being read up to now.</summary>
    CatchingUp,

    /// <summary>It has been read up to now, and is asked for changes.</summary>
    Live,

    /// <summary>The other side wants to be left alone until a time.</summary>
    Throttled,

    /// <summary>The other side has forgotten where we were: it is read again from the beginning.</summary>
    Resync,

    /// <summary>The last attempt failed; it is tried again.</summary>
    Failed,
}

/// <summary>
/// A part of another system that has a cursor of its own, e.g. a folder of a mailbox. What a page brings and the cursor behind it are
/// written in one transaction, which <see cref="Turn"/> lets only one node do.
/// </summary>
public sealed class SyncSource
{
    /// <summary>Identifies it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connector.</summary>
    public required string Connector { get; init; }

    /// <summary>What it is within the connector; unique there.</summary>
    public required string Key { get; init; }

    /// <summary>What kind of part it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Which account of the other system it belongs to, e.g. the address of a mailbox.</summary>
    public required string Account { get; init; }

    /// <summary>What the other system calls it; null if that is one per account.</summary>
    public string? Remote { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; set; }

    /// <summary>How it is.</summary>
    public SyncState State { get; set; }

    /// <summary>Until when the other side wants to be left alone.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Where to go on; null from the beginning. It is shown to nobody.</summary>
    public string? Cursor { get; set; }

    /// <summary>Counts the readings from the beginning.</summary>
    public int Generation { get; set; }

    /// <summary>Whether the current reading from the beginning is over.</summary>
    public bool IsComplete { get; set; }

    /// <summary>What lies before is not wanted.</summary>
    public DateTimeOffset? WindowStart { get; set; }

    /// <summary>What lies behind is not wanted.</summary>
    public DateTimeOffset? WindowEnd { get; set; }

    /// <summary>How many items have come, each as often as it came.</summary>
    public long Seen { get; set; }

    /// <summary>How many items were taken over.</summary>
    public long Stored { get; set; }

    /// <summary>How many items were left out.</summary>
    public long Skipped { get; set; }

    /// <summary>When it was last read up to the end.</summary>
    public DateTimeOffset? LastSyncAt { get; set; }

    /// <summary>What failed last; null if something went well since.</summary>
    public string? LastError { get; set; }

    /// <summary>How often it failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>When somebody last said that there may be something new.</summary>
    public DateTimeOffset? WokenAt { get; set; }

    /// <summary>Counts how often somebody has said so.</summary>
    public int Wakes { get; set; }

    /// <summary>Since when there may be something new that has not been read.</summary>
    public DateTimeOffset? BehindSince { get; set; }

    /// <summary>Counts what was written to it; whoever writes names the one that was read.</summary>
    public int Turn { get; set; }
}
