using CrmGraph.Connectors.Bus;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Telemetry;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>How the bus and those connectors are that are sent events.</summary>
internal sealed class DeliveryReporter(ConnectorDirectory connectors, LagMonitor lags, BusHealth bus, IOptions<MessagingOptions> messaging) : IConnectorReporter
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Connector>> ReadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var lag = await lags.MeasureAsync(db, cancellationToken);
        var states = await db.ConnectorStates.AsNoTracking().ToDictionaryAsync(s => s.Key, cancellationToken);
        var published = await db.EventReaders.Where(r => r.Name == EventDispatcher.Reader && r.Position > 0).Select(r => (DateTimeOffset?)r.At).SingleOrDefaultAsync(cancellationToken);
        var isReachable = bus.IsReachable;
        return
        [
            new(ConnectorReport.Bus, messaging.Value.Transport.ToString(), true, isReachable ? "OK" : "FAILING", published, Count(lag.BusLag), isReachable ? null : "The bus cannot be reached."),
            .. connectors.All.Select(c => Status(c, lag.Connectors.FirstOrDefault(d => d.Key == c.Key), states.GetValueOrDefault(c.Key))),
        ];
    }

    private static Connector Status(IPushConnector connector, ConnectorDepth? depth, ConnectorState? state)
    {
        var isEnabled = connector.IsEnabled && state?.DisabledAt is null;
        var health = !isEnabled ? "DISABLED" : depth?.Dead > 0 ? "DEAD_LETTERS" : state?.LastError is not null ? "FAILING" : "OK";
        var backlog = Count((depth?.Behind ?? 0) + (depth?.Waiting ?? 0) + (depth?.Dead ?? 0));
        return new(connector.Key, connector.Kind, isEnabled, health, state?.LastSyncAt, backlog, state?.LastError);
    }

    private static int Count(long events) => (int)Math.Min(events, int.MaxValue);
}
