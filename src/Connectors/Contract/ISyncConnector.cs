using CrmGraph.Persistence.Sync;

namespace CrmGraph.Connectors.Contract;

/// <summary>
/// Another system that is read: in parts that have a cursor each (<see cref="SyncSource"/>). Around it are the lease, what is due, back-off
/// and the states; it only says which parts there are and brings one of them a step on.
/// </summary>
public interface ISyncConnector : IConnector
{
    /// <summary>How long a part that is up to date is left alone unless somebody says that there is something new.</summary>
    TimeSpan PollInterval { get; }

    /// <summary>Makes sure that all parts are known, and takes in what has happened here; called again and again.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Brings a part one step on. What the step brings and the cursor behind it are written in one transaction, in which nothing is written
    /// if another node has written meanwhile; a step that ends with an exception has written nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException">The cursor is where it was.</exception>
    Task<SyncResult> SyncAsync(SyncSource source, CancellationToken cancellationToken);
}

/// <summary>How a step ended.</summary>
public abstract record SyncResult
{
    private SyncResult() { }

    /// <summary>The part is up to date.</summary>
    /// <param name="Next">When it is due again; after the poll interval if null.</param>
    public sealed record Done(TimeSpan? Next = null) : SyncResult;

    /// <summary>There is more at once.</summary>
    public sealed record More : SyncResult;

    /// <summary>Another node has taken the step; this one has written nothing.</summary>
    public sealed record Overtaken : SyncResult;

    /// <summary>The other side wants the account to be left alone until a time, with all of its parts.</summary>
    /// <param name="Until">The time.</param>
    public sealed record Throttled(DateTimeOffset Until) : SyncResult;

    /// <summary>The other side has forgotten the cursor: the part is read from the beginning.</summary>
    public sealed record Resync : SyncResult;

    /// <summary>It did not work this time.</summary>
    /// <param name="Reason">Why, for operators; it holds no secret and no personal data.</param>
    public sealed record Failed(string Reason) : SyncResult;
}
