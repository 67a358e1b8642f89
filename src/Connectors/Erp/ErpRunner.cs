using CrmGraph.Connectors.Cluster;
using CrmGraph.Domain.Erp;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CrmGraph.Connectors.Erp;

/// <summary>Works through the ledger of one ERP: enters won deals, sends what is due, and reads invoices.</summary>
internal sealed class ErpRunner(
    IDbContextFactory<CrmDbContext> databases, ErpIntake intake, ErpAttempt attempt, ErpInvoicePoll invoices, EventLogSignal signal, TimeProvider time)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // requests that are under way when the node stops may still get their answers
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>Works until it is cancelled; only one node does this for an ERP.</summary>
    internal async Task RunAsync(ErpSystem system, CancellationToken held)
    {
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stopping = held.Register(() => patience.CancelAfter(Grace));
        var underWay = new Dictionary<ErpSyncId, Task>();
        var polling = Task.CompletedTask;
        try
        {
            while (true)
            {
                held.ThrowIfCancellationRequested();
                var next = signal.Next;
                var mayBeMore = await intake.TakeInAsync(system, held);
                if (system.Connector.IsEnabled && !await IsPausedAsync(system.Key, held))
                {
                    foreach (var id in await DueAsync(system, [.. underWay.Keys], held)) underWay.Add(id, attempt.RunAsync(system, id, patience.Token));
                    if (polling.IsCompleted)
                    {
                        await polling;
                        polling = invoices.RunAsync(system, patience.Token);
                    }
                }

                if (!mayBeMore) await Waiting.ForAnyAsync([.. underWay.Values, next], PollInterval, time, held);
                foreach (var (id, done) in underWay.Where(u => u.Value.IsCompleted).ToList())
                {
                    underWay.Remove(id);
                    await done;
                }
            }
        }
        finally
        {
            // what was sent is written down before the lease is given back
            await Task.WhenAll([.. underWay.Values, polling]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> IsPausedAsync(string key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ConnectorStates.AnyAsync(s => s.Key == key && s.PausedUntil > now, cancellationToken);
    }

    private async Task<List<ErpSyncId>> DueAsync(ErpSystem system, ErpSyncId[] busy, CancellationToken cancellationToken)
    {
        var free = system.Options.Parallelism - busy.Length;
        if (free <= 0) return [];
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ErpSyncs
            .Where(s => s.Connector == system.Key && s.NextAttemptAt <= now && !busy.Contains(s.Id))
            .OrderBy(s => s.NextAttemptAt).ThenBy(s => s.Id)
            .Select(s => s.Id)
            .Take(free)
            .ToListAsync(cancellationToken);
    }
}

/// <summary>Runs the ledger of every ERP, each on one node of the cluster.</summary>
internal sealed class ErpWorkers(ErpDirectory systems, SingleRunner single, ErpRunner runner) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(systems.All.Select(system => single.RunAsync(system.Reader, held => runner.RunAsync(system, held), stoppingToken)));
}
