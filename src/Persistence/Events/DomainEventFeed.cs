using System.Threading.Channels;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Persistence.Events;

/// <summary>
/// The events of committed transactions, one batch per transaction in the order of their commits on this node. One
/// reader takes them out and hands them on; it must keep reading, since nothing here is ever dropped.
/// </summary>
public sealed class DomainEventFeed
{
    private readonly Channel<IReadOnlyList<IDomainEvent>> _committed =
        Channel.CreateUnbounded<IReadOnlyList<IDomainEvent>>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Where the one reader takes the batches from.</summary>
    public ChannelReader<IReadOnlyList<IDomainEvent>> Committed => _committed.Reader;

    internal void Publish(IReadOnlyList<IDomainEvent> events) => _committed.Writer.TryWrite(events);
}
