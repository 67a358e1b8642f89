using System.Diagnostics.Metrics;

namespace CrmGraph.Connectors.Telemetry;

/// <summary>Figures of the event log, the bus and the connectors, as the meter <c>CrmGraph.Events</c>.</summary>
internal sealed class ConnectorMetrics
{
    /// <summary>The meter.</summary>
    internal const string MeterName = "CrmGraph.Events";

    private readonly Counter<long> _attempts;

    public ConnectorMetrics(IMeterFactory meters, LagMonitor lags)
    {
        var meter = meters.Create(MeterName);
        _attempts = meter.CreateCounter<long>("crmgraph.connector.attempts", "{attempt}", "Attempts to send an event, by connector and outcome (delivered, failed, throttled, gone, dead).");
        meter.CreateObservableGauge("crmgraph.events.position", () => lags.Current.Head, "{event}", "The newest position of the event log.");
        meter.CreateObservableGauge("crmgraph.events.tail.lag", () => lags.Current.TailLag, "{event}", "How many events this node has not read yet.");
        meter.CreateObservableGauge("crmgraph.bus.lag", () => lags.Current.BusLag, "{event}", "How many events have not been published on the bus yet.");
        meter.CreateObservableGauge("crmgraph.bus.lag.time", () => lags.Current.BusLagTime.TotalSeconds, "s", "For how long the oldest event that has not been published has been waiting.");
        meter.CreateObservableGauge("crmgraph.connector.waiting", () => Depths(lags, d => d.Waiting), "{event}", "How many events wait in a connector's inbox.");
        meter.CreateObservableGauge("crmgraph.connector.lag", () => Depths(lags, d => d.Behind), "{event}", "How many events a connector has not taken in yet.");
        meter.CreateObservableGauge("crmgraph.connector.dead", () => Depths(lags, d => d.Dead), "{event}", "How many events a connector has given up.");
    }

    /// <summary>Counts an attempt.</summary>
    internal void Count(string connector, string outcome) =>
        _attempts.Add(1, new KeyValuePair<string, object?>("connector", connector), new KeyValuePair<string, object?>("outcome", outcome));

    private static IEnumerable<Measurement<long>> Depths(LagMonitor lags, Func<ConnectorDepth, long> figure) =>
        lags.Current.Connectors.Select(d => new Measurement<long>(figure(d), new KeyValuePair<string, object?>("connector", d.Key)));
}
