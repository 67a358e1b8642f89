using CrmGraph.Connectors.Cluster;
using Microsoft.Extensions.Hosting;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>Runs every connector that is enabled, each on one node of the cluster.</summary>
internal sealed class ConnectorWorkers(ConnectorDirectory connectors, SingleRunner single, DeliveryPump pump) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(connectors.Enabled.Select(
        connector => single.RunAsync(ConnectorDirectory.ReaderOf(connector.Key), held => pump.RunAsync(connector, held), stoppingToken)));
}
