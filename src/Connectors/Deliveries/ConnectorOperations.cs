using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>What operators do with connectors.</summary>
public sealed class ConnectorOperations
{
    private readonly ConnectorDirectory _connectors;
    private readonly EventLogSignal _signal;
    private readonly TimeProvider _time;

    internal ConnectorOperations(ConnectorDirectory connectors, EventLogSignal signal, TimeProvider time) =>
        (_connectors, _signal, _time) = (connectors, signal, time);

    /// <summary>A connector that is configured; null if there is none of that key.</summary>
    public IPushConnector? Find(string key) => _connectors.Find(key);

    /// <summary>Tries everything again that a connector has given up, from the first attempt on.</summary>
    /// <returns>How many events those are.</returns>
    public async Task<int> RetryDeadAsync(CrmDbContext db, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var revived = await RestartAsync(db.Deliveries.Where(d => d.Connector == key && d.Status == DeliveryStatus.Dead), cancellationToken);
        _signal.Wake();
        return revived;
    }

    /// <summary>Sends all events after a position again, those that were delivered too, with the same ids as before.</summary>
    public async Task ReplayAsync(CrmDbContext db, string key, long after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = await db.BeginAsync(cancellationToken);
        await RestartAsync(db.Deliveries.Where(d => d.Connector == key && d.Position > after), cancellationToken);
        // what has never been in the inbox, since it was before the connector's time, is taken in from there
        var reader = ConnectorDirectory.ReaderOf(key);
        await db.EventReaders
            .Where(r => r.Name == reader && r.Position > after)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Position, after).SetProperty(x => x.At, _time.GetUtcNow()), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _signal.Wake();
    }

    /// <summary>Enables a connector again whose other side had said that it wants nothing any more; a second time changes nothing.</summary>
    public async Task EnableAsync(CrmDbContext db, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await db.ConnectorStates
            .Where(s => s.Key == key && s.DisabledAt != null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.DisabledAt, (DateTimeOffset?)null).SetProperty(x => x.PausedUntil, (DateTimeOffset?)null), cancellationToken);
        _signal.Wake();
    }

    private Task<int> RestartAsync(IQueryable<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return deliveries.ExecuteUpdateAsync(
            d => d.SetProperty(x => x.Status, DeliveryStatus.Pending)
                .SetProperty(x => x.Attempts, 0)
                .SetProperty(x => x.Failures, 0)
                .SetProperty(x => x.FirstAttemptAt, (DateTimeOffset?)null)
                .SetProperty(x => x.NextAttemptAt, now)
                .SetProperty(x => x.DeliveredAt, (DateTimeOffset?)null),
            cancellationToken);
    }
}
