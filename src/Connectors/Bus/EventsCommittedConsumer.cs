using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.EventLog;
using MassTransit;

namespace CrmGraph.Connectors.Bus;

/// <summary>Wakes this node when another one has added to the log.</summary>
internal sealed class EventsCommittedConsumer(EventLogSignal signal, EventLogTail tail) : IConsumer<EventsCommitted>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<EventsCommitted> context)
    {
        if (context.Message.Position > tail.Position) signal.Wake();
        return Task.CompletedTask;
    }
}
