using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.Persistence.Events;

namespace CrmGraph.Api.Schema;

/// <summary>Hands the events of committed transactions to those who subscribe to them, in the order of the commits.</summary>
internal sealed class EventRelay(DomainEventFeed feed, SubscriptionHub hub) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var committed in feed.Committed.ReadAllAsync(stoppingToken))
        {
            foreach (var happened in committed)
            {
                if (happened is StageChanged change) hub.Publish(change);
            }
        }
    }
}
