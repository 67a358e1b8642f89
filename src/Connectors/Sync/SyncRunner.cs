using CrmGraph.Connectors.Cluster;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Sync;
using Microsoft.Extensions.Hosting;

namespace CrmGraph.Connectors.Sync;

/// <summary>Runs each connector that reads another system on one node of the cluster: some of its parts at a time, those first that are due first.</summary>
internal sealed class SyncRunner(IEnumerable<ISyncConnector> connectors, SingleRunner single, SyncSteps steps, EventLogSignal signal, TimeProvider time) : BackgroundService
{
    private const int AtOnce = 8;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(connectors.Where(c => c.IsEnabled).Select(
        connector => single.RunAsync($"sync:{connector.Key}", held => RunAsync(connector, held), stoppingToken)));

    private async Task RunAsync(ISyncConnector connector, CancellationToken held)
    {
        var underWay = new Dictionary<Guid, Task>();
        try
        {
            while (true)
            {
                var next = signal.Next;
                await connector.PrepareAsync(held);
                if (AtOnce - underWay.Count is var free and > 0)
                {
                    foreach (var source in await steps.DueAsync(connector, underWay.Keys, free, held)) underWay.Add(source.Id, StepsAsync(connector, source, held));
                }
                await Waiting.ForAnyAsync([.. underWay.Values, next], LookInterval, time, held);
                foreach (var (id, done) in underWay.Where(u => u.Value.IsCompleted).ToList())
                {
                    underWay.Remove(id);
                    await done;
                }
            }
        }
        finally
        {
            // what a step has written is noted before the lease is given back
            await Task.WhenAll(underWay.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task StepsAsync(ISyncConnector connector, SyncSource source, CancellationToken held)
    {
        for (var current = source; current is not null; current = await steps.TakeAsync(connector, current, held)) { }
    }
}
