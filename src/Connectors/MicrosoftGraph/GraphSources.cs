using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>The parts of a mailbox, and how a step of one of them is written.</summary>
internal sealed class GraphSources(IDbContextFactory<CrmDbContext> databases, KeyedHashes hashes, TimeProvider time)
{
    /// <summary>The connector's key.</summary>
    internal const string Connector = "graph";

    /// <summary>Which folders there are.</summary>
    internal const string Folders = "folders";

    /// <summary>The messages of a folder.</summary>
    internal const string Mail = "mail";

    /// <summary>The calendar.</summary>
    internal const string Calendar = "calendar";

    /// <summary>What was left out because nobody in it was known, looked through again.</summary>
    internal const string Lookup = "lookup";

    /// <summary>The subscriptions to notifications.</summary>
    internal const string Subscriptions = "subscriptions";

    /// <summary>What goes out.</summary>
    internal const string Outbox = "outbox";

    /// <summary>A part that has not been read yet.</summary>
    internal SyncSource New(string mailbox, string kind, string? remote, string name, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Connector = Connector,
        Key = hashes.Of(kind, $"{mailbox}\n{remote}"),
        Kind = kind,
        Account = mailbox,
        Remote = remote,
        Name = name,
        NextAt = now,
    };

    /// <summary>Has the parts of a mailbox looked at soon.</summary>
    internal static Task WakeAsync(CrmDbContext db, string mailbox, IReadOnlyCollection<string> kinds, DateTimeOffset now, CancellationToken cancellationToken) => db.SyncSources
        .Where(s => s.Connector == Connector && s.Account == mailbox && kinds.Contains(s.Kind))
        .ExecuteUpdateAsync(
            s => s.SetProperty(x => x.WokenAt, now)
                .SetProperty(x => x.Wakes, x => x.Wakes + 1)
                .SetProperty(x => x.BehindSince, x => x.BehindSince ?? now)
                // while the other side wants to be left alone, or fails, the plan stays
                .SetProperty(x => x.NextAt, x => x.NextAt > now && x.State != SyncState.Throttled && x.State != SyncState.Failed ? now : x.NextAt),
            cancellationToken);

    /// <summary>Has a part read from the beginning.</summary>
    internal static Task StartOverAsync(CrmDbContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken) => db.SyncSources
        .Where(s => s.Id == id)
        .ExecuteUpdateAsync(
            s => s.SetProperty(x => x.State, SyncState.Resync)
                .SetProperty(x => x.Cursor, (string?)null)
                .SetProperty(x => x.IsComplete, false)
                .SetProperty(x => x.Generation, x => x.Generation + 1)
                .SetProperty(x => x.Turn, x => x.Turn + 1)
                .SetProperty(x => x.WokenAt, now)
                .SetProperty(x => x.Wakes, x => x.Wakes + 1)
                .SetProperty(x => x.BehindSince, x => x.BehindSince ?? now)
                .SetProperty(x => x.NextAt, now),
            cancellationToken);

    /// <summary>Writes a step and the cursor behind it in one transaction; does nothing if another node has taken the turn.</summary>
    /// <param name="source">The part as it was read, with its window.</param>
    /// <param name="cursor">Where to go on.</param>
    /// <param name="isEnd">Whether everything has been read up to now.</param>
    /// <param name="seen">How many items came.</param>
    /// <param name="apply">Writes them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<SyncResult> CommitAsync(
        SyncSource source, string? cursor, bool isEnd, int seen, Func<CrmDbContext, Task<IntakeFigures>> apply, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.BeginAsync(cancellationToken);
        await hashes.HoldAsync(db, cancellationToken);
        var isMine = await db.SyncSources.Where(s => s.Id == source.Id && s.Turn == source.Turn).ExecuteUpdateAsync(s => s.SetProperty(x => x.Turn, x => x.Turn + 1), cancellationToken) == 1;
        if (!isMine) return new SyncResult.Overtaken();
        var figures = await apply(db);
        var isComplete = source.IsComplete || isEnd;
        await db.SyncSources.Where(s => s.Id == source.Id).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Cursor, cursor)
                .SetProperty(x => x.IsComplete, isComplete)
                .SetProperty(x => x.WindowStart, source.WindowStart)
                .SetProperty(x => x.WindowEnd, source.WindowEnd)
                .SetProperty(x => x.Seen, x => x.Seen + seen)
                .SetProperty(x => x.Stored, x => x.Stored + figures.Stored)
                .SetProperty(x => x.Skipped, x => x.Skipped + figures.Skipped),
            cancellationToken);
        if (figures.IsMissing) await WakeAsync(db, source.Account, [Lookup], time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return isEnd ? new SyncResult.Done() : new SyncResult.More();
    }
}
