using MassTransit;

namespace CrmGraph.Connectors.Bus;

/// <summary>Whether the bus can be reached.</summary>
internal sealed class BusHealth(IBusControl bus)
{
    /// <summary>Whether the bus and all its endpoints are connected.</summary>
    internal bool IsReachable => bus.CheckHealth().Status == BusHealthStatus.Healthy;
}
