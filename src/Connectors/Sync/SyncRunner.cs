using CrmGraph.Connectors.Cluster;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Sync;

/// <summary>Runs each connector that reads another system on one node of the cluster: some of its parts at a time, those first that are due first.</summary>
internal sealed partial class SyncRunner(
    IEnumerable<ISyncConnector> connectors, SingleRunner single, IDbContextFactory<CrmDbContext> databases, EventLogSignal signal, TimeProvider time, ILogger<SyncRunner> log)
    : BackgroundService
{
    private const int AtOnce = 8;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(connectors.Where(c => c.IsEnabled).Select(
        connector => single.RunAsync($"sync:{connector.Key}", held => RunAsync(connector, held), stoppingToken)));

    private async Task RunAsync(ISyncConnector connector, CancellationToken held)
    {
        var underWay = new Dictionary<Guid, Task>();
        try
        {
            while (true)
            {
                var next = signal.Next;
                await connector.PrepareAsync(held);
                foreach (var source in await DueAsync(connector.Key, [.. underWay.Keys], held)) underWay.Add(source.Id, StepsAsync(connector, source, held));
                await Waiting.ForAnyAsync([.. underWay.Values, next], LookInterval, time, held);
                foreach (var (id, done) in underWay.Where(u => u.Value.IsCompleted).ToList())
                {
                    underWay.Remove(id);
                    await done;
                }
            }
        }
        finally
        {
            // what a step has written is noted before the lease is given back
            await Task.WhenAll(underWay.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StepsAsync(ISyncConnector connector, SyncSource source, CancellationToken held)
    {
        var current = source;
        while (await StepAsync(connector, current, held))
        {
            await using var db = await databases.CreateDbContextAsync(held);
            if (await db.SyncSources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == source.Id, held) is not { } again) return;
            current = again;
        }
    }

    /// <returns>Whether to go on at once.</returns>
    private async Task<bool> StepAsync(ISyncConnector connector, SyncSource source, CancellationToken held)
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
        return result is SyncResult.More;
    }

    private async Task NoteAsync(ISyncConnector connector, SyncSource source, SyncResult result, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
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
                await rows.ExecuteUpdateAsync(
                    s => s.SetProperty(x => x.State, SyncState.Throttled)
                        .SetProperty(x => x.Until, throttled.Until)
                        .SetProperty(x => x.BehindSince, x => x.BehindSince ?? startedAt)
                        .SetProperty(x => x.NextAt, throttled.Until),
                    cancellationToken);
                break;
            case SyncResult.Resync:
                await rows.ExecuteUpdateAsync(
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

    private async Task<List<SyncSource>> DueAsync(string connector, Guid[] busy, CancellationToken cancellationToken)
    {
        if (busy.Length >= AtOnce) return [];
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SyncSources.AsNoTracking()
            .Where(s => s.Connector == connector && s.NextAt <= now && !busy.Contains(s.Id))
            .OrderBy(s => s.NextAt)
            .ThenBy(s => s.Id)
            .Take(AtOnce - busy.Length)
            .ToListAsync(cancellationToken);
    }

    private static TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        return (pause < LongestPause ? pause : LongestPause) * (1 + (Random.Shared.NextDouble() / 5));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A step of {Connector} failed unexpectedly ({Kind} {Source})")]
    private partial void LogFailed(Exception failure, string connector, string kind, Guid source);
}
