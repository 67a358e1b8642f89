using CrmGraph.Connectors.Bus;
using CrmGraph.Connectors.Deliveries;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Telemetry;

/// <summary>Measures every few seconds how far everybody is behind the end of the event log.</summary>
internal sealed partial class LagMonitor(
    IDbContextFactory<CrmDbContext> databases, ConnectorDirectory connectors, EventLogTail tail, TimeProvider time, ILogger<LagMonitor> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private volatile EventLag _current = EventLag.None;

    /// <summary>What was measured last.</summary>
    internal EventLag Current => _current;

    /// <summary>Measures now.</summary>
    internal async Task<EventLag> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await MeasureAsync(db, cancellationToken);
    }

    /// <summary>Measures now, with what the transaction of a context has done.</summary>
    internal async Task<EventLag> MeasureAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        // before the head, so that no lag is seen where there is none
        var positions = await db.EventReaders.AsNoTracking().ToDictionaryAsync(r => r.Name, r => r.Position, cancellationToken);
        var seen = tail.Position;
        var head = (await db.ReadBoundsAsync(cancellationToken)).Last;
        var published = positions.GetValueOrDefault(EventDispatcher.Reader);
        var keys = connectors.Enabled.Select(c => c.Key).ToList();
        var depths = await db.Deliveries
            .Where(d => keys.Contains(d.Connector) && (d.Status == DeliveryStatus.Pending || d.Status == DeliveryStatus.Dead))
            .GroupBy(d => new { d.Connector, d.Status })
            .Select(g => new { g.Key.Connector, g.Key.Status, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return _current = new EventLag(
            head,
            Math.Max(0, head - seen),
            Math.Max(0, head - published),
            await WaitingSinceAsync(db, published, cancellationToken) is { } since ? time.GetUtcNow() - since : TimeSpan.Zero,
            [.. connectors.Enabled.Select(c => new ConnectorDepth(
                c.Key,
                head - positions.GetValueOrDefault(ConnectorDirectory.ReaderOf(c.Key), head),
                depths.Find(d => d.Connector == c.Key && d.Status == DeliveryStatus.Pending)?.Count ?? 0,
                depths.Find(d => d.Connector == c.Key && d.Status == DeliveryStatus.Dead)?.Count ?? 0))]);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await MeasureAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // figures of a moment ago do until the database answers again
                LogFailed(failure.GetType().Name);
            }
        }
    }

    private static Task<DateTimeOffset?> WaitingSinceAsync(CrmDbContext db, long published, CancellationToken cancellationToken) =>
        db.Events.Where(e => e.Position > published).OrderBy(e => e.Position).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lag behind the event log could not be measured ({Failure})")]
    private partial void LogFailed(string failure);
}
