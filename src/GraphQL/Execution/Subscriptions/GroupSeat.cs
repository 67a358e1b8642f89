using System.Threading.Tasks.Sources;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// A subscriber's place in a group. What the group offers goes straight to the subscriber while it waits for it, and else waits here to be
/// read. A seat that is full is given up, never thinned.
/// </summary>
/// <param name="group">The group.</param>
/// <param name="bufferSize">How many responses may wait.</param>
/// <param name="from">The position after which the subscriber wants events; what is before, it has.</param>
/// <param name="joinedAt">How far the group was when the subscriber joined: everything after it is offered here.</param>
/// <param name="isResumable">Whether the subscriber can read in the log what it finds no room for here.</param>
internal sealed class GroupSeat(SubscriptionGroup group, int bufferSize, long from, long joinedAt, bool isResumable) : IValueTaskSource<ResponsePayload?>, IDisposable
{
    private readonly Lock gate = new();
    private Queue<ResponsePayload>? waiting;
    private ManualResetValueTaskSourceCore<ResponsePayload?> next = new() { RunContinuationsAsynchronously = true };
    private Func<ResponsePayload, bool>? taker;
    private Exception? failure;
    private bool isAwaited;
    private bool isOver;

    /// <summary>How far the group was when the subscriber joined.</summary>
    public long JoinedAt { get; } = joinedAt;

    /// <summary>
    /// Whether the seat was full before the subscriber had caught up. That is not the subscriber's fault, for it was still reading the log:
    /// it goes on there and joins again.
    /// </summary>
    public bool WasOverrun { get; private set; }

    /// <summary>Whether the subscriber has caught up, or never had to: from now on it keeps up with the group or is cut off.</summary>
    public bool IsLive { get; private set; } = !isResumable;

    /// <summary>Takes a response; false if the seat is given up.</summary>
    /// <param name="payload">The response.</param>
    /// <param name="isNew">Whether it is of an event; a sign of life repeats the position of the event before.</param>
    public bool Offer(ResponsePayload payload, bool isNew)
    {
        lock (gate)
        {
            if (isOver)
                return false;
            if (payload.Position < from || (payload.Position == from && isNew))
                return true;
            if (isAwaited)
            {
                if (taker?.Invoke(payload) == true)
                    return true;
                isAwaited = false;
                next.SetResult(payload);
                return true;
            }

            waiting ??= [];
            if (waiting.Count < bufferSize)
            {
                waiting.Enqueue(payload);
                return true;
            }

            WasOverrun = !IsLive;
            End(WasOverrun ? null : SubscriptionEnd.Overflow(bufferSize));
            return false;
        }
    }

    /// <summary>Ends the seat; what waits in it can still be read.</summary>
    public void Complete(Exception? because)
    {
        lock (gate)
        {
            if (!isOver)
                End(because);
        }
    }

    /// <summary>The next response; null when there are no more.</summary>
    /// <param name="takesAtOnce">Called for every response that comes while this waits: true if it has taken it, and this goes on waiting.</param>
    public ValueTask<ResponsePayload?> ReadAsync(Func<ResponsePayload, bool>? takesAtOnce)
    {
        lock (gate)
        {
            if (waiting is not null && waiting.TryDequeue(out var payload))
                return new ValueTask<ResponsePayload?>(payload);
            if (isOver)
                return failure is null ? default : ValueTask.FromException<ResponsePayload?>(failure);
            waiting = null;
            IsLive = true;
            isAwaited = true;
            taker = takesAtOnce;
            next.Reset();
            return new ValueTask<ResponsePayload?>(this, next.Version);
        }
    }

    /// <summary>Leaves the group.</summary>
    public void Dispose()
    {
        Complete(null);
        group.Leave(this);
    }

    ResponsePayload? IValueTaskSource<ResponsePayload?>.GetResult(short token) => next.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ResponsePayload?>.GetStatus(short token) => next.GetStatus(token);

    void IValueTaskSource<ResponsePayload?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        next.OnCompleted(continuation, state, token, flags);

    private void End(Exception? because)
    {
        isOver = true;
        failure = because;
        if (!isAwaited)
            return;
        isAwaited = false;
        if (because is null)
            next.SetResult(null);
        else
            next.SetException(because);
    }
}
