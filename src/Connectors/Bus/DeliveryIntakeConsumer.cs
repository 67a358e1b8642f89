using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Deliveries;
using MassTransit;

namespace CrmGraph.Connectors.Bus;

/// <summary>
/// Takes published events into the inboxes of the connectors, on whichever node gets the message. A message that comes twice finds the
/// event taken in; one that is missed is made up for by the next, since everything up to the event is taken in from the log.
/// </summary>
internal sealed class DeliveryIntakeConsumer(ConnectorDirectory connectors, DeliveryIntake intake) : IConsumer<EventPublished>
{
    /// <summary>The queue that the nodes share.</summary>
    internal const string Queue = "crmgraph-connectors";

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<EventPublished> context)
    {
        foreach (var connector in connectors.Enabled) await intake.TakeUpToAsync(connector, context.Message.Position, context.CancellationToken);
    }
}
