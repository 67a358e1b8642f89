using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Sync;

/// <summary>Takes the steps of connectors that read other systems, one by one, and notes how each ended.</summary>
internal sealed partial class SyncSteps(IDbContextFactory<CrmDbContext> databases, TimeProvider time, ILogger<SyncSteps> log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>The parts of a connector that are due, those first that are due first.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="busy">Those that are left out.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<List<SyncSource>> DueAsync(ISyncConnector connector, IEnumerable<Guid> busy, int most, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Guid[] others = [.. busy];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SyncSources.AsNoTracking()
            .Where(s => s.Connector == connector.Key && s.NextAt <= now && !others.Contains(s.Id))
            .OrderBy(s => s.NextAt)
            .ThenBy(s => s.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Brings a part one step on.</summary>
    /// <returns>The part as it is now, if there is more at once.</returns>
    internal async Task<SyncSource?> TakeAsync(ISyncConnector connector, SyncSource source, CancellationToken held)
    {
        var startedAt = time.GetUtcNow();
        SyncResult result;
        try
        {
            result = await connector.SyncAsync(source, held);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            LogFailed(failure, connector.Key, source.Kind, source.Id);
            result = new SyncResult.Failed($"Unexpected: {failure.GetType().Name}.");
        }
        await NoteAsync(connector, source, result, startedAt, held);
        if (result is not SyncResult.More) return null;
        await using var db = await databases.CreateDbContextAsync(held);
        return await db.SyncSources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == source.Id, held);
    }

    private async Task NoteAsync(ISyncConnector connector, SyncSource source, SyncResult result, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        // how it ended, the other node says
        if (result is SyncResult.Overtaken) return;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = db.SyncSources.Where(s => s.Id == source.Id);
        var now = time.GetUtcNow();
        switch (result)
        {
            case SyncResult.Done done:
                var at = now + (done.Next ?? connector.PollInterval);
                // somebody may have said meanwhile that there is something new
                await rows.ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.State, SyncState.Live)
                        .SetProperty(x => x.Until, (DateTimeOffset?)null)
                        .SetProperty(x => x.LastError, (string?)null)
                        .SetProperty(x => x.Failures, 0)
                        .SetProperty(x => x.LastSyncAt, now)
                        .SetProperty(x => x.BehindSince, x => x.Wakes != source.Wakes ? x.WokenAt : null)
                        .SetProperty(x => x.NextAt, x => x.Wakes != source.Wakes ? now : at),
                    cancellationToken);
                break;
            case SyncResult.More:
                await rows.ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.State, x => x.State == SyncState.Resync && !x.IsComplete ? SyncState.Resync : SyncState.CatchingUp)
                        .SetProperty(x => x.Until, (DateTimeOffset?)null)
                        .SetProperty(x => x.LastError, (string?)null)
                        .SetProperty(x => x.Failures, 0)
                        .SetProperty(x => x.BehindSince, x => x.BehindSince ?? startedAt)
                        .SetProperty(x => x.NextAt, now),
                    cancellationToken);
                break;
            case SyncResult.Throttled throttled:
                // all parts of the account, so that a node that knows nothing of it leaves them alone too
                var account = db.SyncSources.Where(s => s.Connector == source.Connector && s.Account == source.Account && (s.Id == source.Id || s.NextAt < throttled.Until));
                await account.ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.State, SyncState.Throttled)
                        .SetProperty(x => x.Until, throttled.Until)
                        .SetProperty(x => x.BehindSince, x => x.BehindSince ?? startedAt)
                        .SetProperty(x => x.NextAt, throttled.Until),
                    cancellationToken);
                break;
            case SyncResult.Resync:
                // unless another node has begun anew already
                await rows.Where(s => s.Turn == source.Turn).ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.State, SyncState.Resync)
                        .SetProperty(x => x.Cursor, (string?)null)
                        .SetProperty(x => x.IsComplete, false)
                        .SetProperty(x => x.Generation, x => x.Generation + 1)
                        .SetProperty(x => x.Turn, x => x.Turn + 1)
                        .SetProperty(x => x.BehindSince, x => x.BehindSince ?? startedAt)
                        .SetProperty(x => x.NextAt, now),
                    cancellationToken);
                break;
            case SyncResult.Failed failed:
                var until = now + PauseAfter(source.Failures + 1);
                await rows.ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.State, SyncState.Failed)
                        .SetProperty(x => x.LastError, failed.Reason)
                        .SetProperty(x => x.Failures, x => x.Failures + 1)
                        .SetProperty(x => x.BehindSince, x => x.BehindSince ?? startedAt)
                        .SetProperty(x => x.NextAt, until),
                    cancellationToken);
                break;
        }
    }

    private static TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return (pause < LongestPause ? pause : LongestPause) * (1 + (Random.Shared.NextDouble() / 5));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of {Connector} failed unexpectedly ({Kind} {Source})")]
    private partial void LogFailed(Exception failure, string connector, string kind, Guid source);
}
