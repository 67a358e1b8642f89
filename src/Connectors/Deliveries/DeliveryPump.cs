using CrmGraph.Connectors.Cluster;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>
/// Brings one connector's inbox to the other system: several events at a time, but those of one subject one after the other. An event
/// that is being retried holds back later ones of its subject and nothing else.
/// </summary>
internal sealed class DeliveryPump(
    IDbContextFactory<CrmDbContext> databases, DeliveryIntake intake, DeliveryAttempt attempt, EventLogSignal signal, TimeProvider time)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Works until it is cancelled; only one node does this for a connector.</summary>
    internal async Task RunAsync(IPushConnector connector, CancellationToken held)
    {
        var underWay = new Dictionary<Guid, Task>();
        try
        {
            while (true)
            {
                var next = signal.Next;
                var mayBeMore = false;
                if (await MaySendAsync(connector.Key, held))
                {
                    mayBeMore = await intake.TakeInAsync(connector, held);
                    foreach (var delivery in await DueAsync(connector.Key, [.. underWay.Keys], held))
                        underWay.Add(delivery.SubjectId, attempt.RunAsync(connector, delivery, held));
                }

                if (!mayBeMore || underWay.Count == AtOnce) await Waiting.ForAnyAsync([.. underWay.Values, next], PollInterval, time, held);
                foreach (var (subject, done) in underWay.Where(u => u.Value.IsCompleted).ToList())
                {
                    underWay.Remove(subject);
                    await done;
                }
            }
        }
        finally
        {
            // what was sent is recorded before the lease is given back
            await Task.WhenAll(underWay.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> MaySendAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var state = await db.ConnectorStates.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, cancellationToken);
        return state is not { DisabledAt: not null } && !(state?.PausedUntil > time.GetUtcNow());
    }

    private async Task<List<Delivery>> DueAsync(string key, Guid[] busy, CancellationToken cancellationToken)
    {
        if (busy.Length == AtOnce) return [];
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Deliveries.AsNoTracking()
            .Where(d => d.Connector == key && d.Status == DeliveryStatus.Pending && d.NextAttemptAt <= now && !busy.Contains(d.SubjectId))
            .Where(d => !db.Deliveries.Any(e => e.Connector == key && e.SubjectId == d.SubjectId && e.Status == DeliveryStatus.Pending && e.Position < d.Position))
            .OrderBy(d => d.Position)
            .Take(AtOnce - busy.Length)
            .ToListAsync(cancellationToken);
    }
}
