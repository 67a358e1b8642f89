using CrmGraph.Connectors.Bus;
using CrmGraph.Connectors.Telemetry;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>How the connectors are, for operators.</summary>
public sealed class ConnectorReport
{
    /// <summary>The key of the bus in the report.</summary>
    public const string Bus = "bus";

    private readonly ConnectorDirectory _connectors;
    private readonly LagMonitor _lags;
    private readonly BusHealth _bus;
    private readonly MessagingOptions _messaging;

    internal ConnectorReport(ConnectorDirectory connectors, LagMonitor lags, BusHealth bus, IOptions<MessagingOptions> messaging) =>
        (_connectors, _lags, _bus, _messaging) = (connectors, lags, bus, messaging.Value);

    /// <summary>The bus, then all connectors by their keys.</summary>
    public async Task<IReadOnlyList<Connector>> ReadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var lag = await _lags.MeasureAsync(db, cancellationToken);
        var states = await db.ConnectorStates.AsNoTracking().ToDictionaryAsync(s => s.Key, cancellationToken);
        var published = await db.EventReaders.Where(r => r.Name == EventDispatcher.Reader && r.Position > 0).Select(r => (DateTimeOffset?)r.At).SingleOrDefaultAsync(cancellationToken);
        var isReachable = _bus.IsReachable;
        return
        [
            new(Bus, _messaging.Transport.ToString(), true, isReachable ? "OK" : "FAILING", published, Count(lag.BusLag), isReachable ? null : "The bus cannot be reached."),
            .. _connectors.All.Select(c => Status(c, lag.Connectors.FirstOrDefault(d => d.Key == c.Key), states.GetValueOrDefault(c.Key))),
        ];
    }

    private static Connector Status(Contract.IPushConnector connector, ConnectorDepth? depth, ConnectorState? state)
    {
        var isEnabled = connector.IsEnabled && state?.DisabledAt is null;
        var health = !isEnabled ? "DISABLED" : depth?.Dead > 0 ? "DEAD_LETTERS" : state?.LastError is not null ? "FAILING" : "OK";
        var backlog = Count((depth?.Behind ?? 0) + (depth?.Waiting ?? 0) + (depth?.Dead ?? 0));
        return new(connector.Key, connector.Kind, isEnabled, health, state?.LastSyncAt, backlog, state?.LastError);
    }

    private static int Count(long events) => (int)Math.Min(events, int.MaxValue);
}

/// <summary>A connection to another system, and how it does.</summary>
/// <param name="Key">What operators call it: the key in the configuration; <c>bus</c> is the message bus.</param>
/// <param name="Kind">What it is, e.g. Webhook.</param>
/// <param name="IsEnabled">Whether it runs: the configuration wants it to, and the other side has not said that it wants nothing any more.</param>
/// <param name="Health">OK; FAILING if the last attempt failed and it goes on trying; DEAD_LETTERS if it has given events up, which somebody has to look at; DISABLED if it does not run.</param>
/// <param name="LastSyncAt">When something last went out.</param>
/// <param name="Backlog">How many events are before it, those that it has given up included.</param>
/// <param name="LastError">What last failed, unless something went out since.</param>
public sealed record Connector(string Key, string Kind, bool IsEnabled, string Health, DateTimeOffset? LastSyncAt, int Backlog, string? LastError);
