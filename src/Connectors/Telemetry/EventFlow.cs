using CrmGraph.Connectors.Bus;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.Telemetry;

/// <summary>Whether events flow: whether the bus can be reached, and how far behind the log this node and the bus are.</summary>
public sealed class EventFlow
{
    private readonly LagMonitor _lags;
    private readonly BusHealth _bus;
    private readonly MessagingOptions _messaging;

    internal EventFlow(LagMonitor lags, BusHealth bus, IOptions<MessagingOptions> messaging) => (_lags, _bus, _messaging) = (lags, bus, messaging.Value);

    /// <summary>Looks now.</summary>
    public async Task<EventFlowState> LookAsync(CancellationToken cancellationToken)
    {
        var lag = await _lags.MeasureAsync(cancellationToken);
        // within the process there is nothing to reach and nobody to wait for
        var isRemote = _messaging.Transport != MessagingTransport.InMemory;
        return new EventFlowState(!isRemote || _bus.IsReachable, lag.TailLag, isRemote ? lag.BusLag : 0, isRemote ? lag.BusLagTime : TimeSpan.Zero);
    }
}

/// <summary>How events flow.</summary>
/// <param name="IsBusReachable">Whether the bus can be reached; always true within the process.</param>
/// <param name="TailLag">How many events this node has not read yet.</param>
/// <param name="BusLag">How many events have not been published on the bus yet.</param>
/// <param name="BusLagTime">For how long the oldest of those has been waiting.</param>
public sealed record EventFlowState(bool IsBusReachable, long TailLag, long BusLag, TimeSpan BusLagTime);
