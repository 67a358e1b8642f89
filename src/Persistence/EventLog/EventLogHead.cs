namespace CrmGraph.Persistence.EventLog;

/// <summary>
/// The one row that positions are taken from. A transaction updates it last of all, just before its commit, and so holds it until the
/// commit is done: positions are in the order of commits, and whoever sees position n sees everything before n.
/// </summary>
internal sealed class EventLogHead
{
    internal const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>The newest position; 0 before the first event.</summary>
    public long Last { get; init; }

    /// <summary>Events up to this position are not served any more; 0 while everything is.</summary>
    public long Floor { get; init; }
}

/// <summary>The key that cursors are signed with, so that they hold on every node and after every restart.</summary>
internal sealed class CursorKey
{
    public int Id { get; init; } = EventLogHead.OnlyId;

    public required byte[] Secret { get; init; }
}

/// <summary>How far somebody has read the log who reads all of it in the background.</summary>
public sealed class EventReader
{
    /// <summary>Who reads.</summary>
    public required string Name { get; init; }

    /// <summary>Everything up to here has been dealt with.</summary>
    public required long Position { get; set; }

    /// <summary>When it came there.</summary>
    public required DateTimeOffset At { get; set; }
}
