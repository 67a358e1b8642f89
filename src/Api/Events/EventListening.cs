using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Events;

/// <summary>Follows the event log as long as the host runs.</summary>
internal sealed class EventListening(EventLogTail tail) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => tail.RunAsync(stoppingToken);
}
