namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// Subscribers that ask the same: their live events are read once, and each is executed once for all of them. The source is opened for
/// the first subscriber and closed after the last.
/// </summary>
/// <param name="source">The source stream.</param>
/// <param name="start">The position after which it is read.</param>
/// <param name="responses">Makes responses of its events.</param>
/// <param name="bufferSize">How many responses may wait for a subscriber.</param>
/// <param name="keepsLatest">Whether who joins is sent the newest response at once.</param>
/// <param name="counters">Where the group counts.</param>
/// <param name="stop">Cancelled with the last subscriber.</param>
/// <param name="close">Called when the group has ended and its subscribers were told.</param>
internal sealed class SubscriptionGroup(
    SourceStream source,
    long start,
    EventResponses responses,
    int bufferSize,
    bool keepsLatest,
    SubscriptionCounters counters,
    CancellationTokenSource stop,
    Func<SubscriptionGroup, ValueTask> close)
{
    // How many responses go to a subscriber at a time at the most: far fewer than it has room for.
    private readonly int mostAtOnce = Math.Clamp(bufferSize / 4, 1, 16);

    private readonly Lock gate = new();
    private readonly HashSet<GroupSeat> seats = [];

    // What the pump has read and not handed out yet, and how far that goes.
    private readonly List<(ResponsePayload Payload, bool IsNew)> ready = new(1);
    private long considered = start;

    private GroupSeat[]? seated;
    private long position = start;
    private ResponsePayload? latest;
    private bool hasStarted;
    private volatile bool isOver;

    /// <summary>A place in the group; null if the group has ended.</summary>
    /// <param name="sent">The position up to which the subscriber has everything.</param>
    public GroupSeat? Join(long sent)
    {
        lock (gate)
        {
            if (isOver)
                return null;
            var seat = new GroupSeat(this, bufferSize, Math.Max(sent, position), position, isResumable: source.Replay is not null);
            seats.Add(seat);
            seated = null;
            if (latest is not null)
                seat.Offer(latest, isNew: false);
            if (!hasStarted)
            {
                hasStarted = true;
                _ = PumpAsync();
            }

            return seat;
        }
    }

    /// <summary>Gives a place up; with the last one the group ends.</summary>
    public void Leave(GroupSeat seat)
    {
        lock (gate)
        {
            if (!seats.Remove(seat))
                return;
            seated = null;
            if (seats.Count > 0 || isOver)
                return;
            isOver = true;
        }

        stop.Cancel();
    }

    /// <summary>Reads the source until it ends or nobody listens. It never fails: failures are told to the subscribers.</summary>
    private async Task PumpAsync()
    {
        counters.Opened();

        // The subscriber's thread must not be kept busy with events that are waiting already.
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await using var events = source.Live(position, stop.Token).GetAsyncEnumerator(stop.Token);
            var moving = events.MoveNextAsync();
            while (await moving)
            {
                await ReadyAsync(events.Current);

                // Events that come faster than they are handed out go to each subscriber together: what is written to a socket in one go
                // leaves it in few packets. Once nobody is left, stop ends the reading.
                moving = events.MoveNextAsync();
                if (!moving.IsCompletedSuccessfully || ready.Count == mostAtOnce)
                    Distribute();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last subscriber has left.
        }
        catch (Exception exception)
        {
            failure = responses.Errors.Ending(exception);
        }

        Distribute();
        End(failure);
        await close(this);
        counters.Closed();
    }

    private async ValueTask ReadyAsync(SourceEvent message)
    {
        var payload = await responses.RespondAsync(message, source.IsFor, stop.Token);
        if (payload is not null)
            counters.Executed();
        // Positions of streams that cannot be resumed mean nothing.
        var isNew = source.Replay is not null && message.Position > considered;
        if (isNew)
            considered = message.Position;
        if (payload is not null)
            ready.Add((payload, isNew));
    }

    /// <summary>Hands to all what is ready.</summary>
    private void Distribute()
    {
        GroupSeat[] receivers;
        lock (gate)
        {
            position = considered;
            if (ready.Count == 0)
                return;
            if (keepsLatest)
                latest = ready[^1].Payload;
            receivers = seated ??= [.. seats];
        }

        // Not under the lock: with many subscribers it takes a while, and others come and go meanwhile. Who comes has joined at this
        // position and reads in the log what it did not get.
        foreach (var seat in receivers)
        {
            foreach (var (payload, isNew) in ready)
            {
                if (seat.Offer(payload, isNew))
                    continue;
                Leave(seat);
                break;
            }
        }

        ready.Clear();
    }

    private void End(Exception? failure)
    {
        lock (gate)
        {
            isOver = true;
            foreach (var seat in seats)
                seat.Complete(failure);
            seats.Clear();
        }
    }
}
