using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// A subscriber's place in a group: what the group offers from the moment of joining waits here to be read. A seat that is full is given
/// up, never thinned.
/// </summary>
/// <param name="group">The group.</param>
/// <param name="bufferSize">How many responses may wait.</param>
/// <param name="from">The position after which the subscriber wants events; what is before, it has.</param>
/// <param name="joinedAt">How far the group was when the subscriber joined: everything after it is offered here.</param>
/// <param name="isResumable">Whether the subscriber can read in the log what it finds no room for here.</param>
internal sealed class GroupSeat(SubscriptionGroup group, int bufferSize, long from, long joinedAt, bool isResumable) : IDisposable
{
    private readonly Channel<ResponsePayload> buffer = Channel.CreateBounded<ResponsePayload>(new BoundedChannelOptions(bufferSize) { SingleReader = true });
    private volatile bool isCatchingUp = isResumable;

    /// <summary>How far the group was when the subscriber joined.</summary>
    public long JoinedAt { get; } = joinedAt;

    /// <summary>
    /// Whether the seat was full before the subscriber had caught up. That is not the subscriber's fault, for it was still reading the log:
    /// it goes on there and joins again.
    /// </summary>
    public bool WasOverrun { get; private set; }

    /// <summary>Takes a response; false if the seat is given up because it is full.</summary>
    /// <param name="payload">The response.</param>
    /// <param name="isNew">Whether it is of an event; a sign of life repeats the position of the event before.</param>
    public bool Offer(ResponsePayload payload, bool isNew)
    {
        if (payload.Position < from || (payload.Position == from && isNew) || buffer.Writer.TryWrite(payload))
            return true;
        WasOverrun = isCatchingUp;
        Complete(isCatchingUp ? null : SubscriptionEnd.Overflow(bufferSize));
        return false;
    }

    /// <summary>Takes a response whatever its position.</summary>
    public void OfferFirst(ResponsePayload payload) => buffer.Writer.TryWrite(payload);

    /// <summary>Ends the seat; what waits in it can still be read.</summary>
    public void Complete(Exception? failure) => buffer.Writer.TryComplete(failure);

    /// <summary>The next response; null when there are no more.</summary>
    public async ValueTask<ResponsePayload?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (buffer.Reader.TryRead(out var payload))
                return payload;
            isCatchingUp = false;
            if (!await buffer.Reader.WaitToReadAsync(cancellationToken))
                return null;
        }
    }

    /// <summary>All responses to the end of the group.</summary>
    public async IAsyncEnumerable<ResponsePayload> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await ReadAsync(cancellationToken) is { } payload)
            yield return payload;
    }

    /// <summary>Leaves the group.</summary>
    public void Dispose()
    {
        Complete(null);
        group.Leave(this);
    }
}
