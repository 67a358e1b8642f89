using System.Runtime.CompilerServices;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// A subscriber of a stream that can be resumed: it reads the log up to where it stood when the stream was opened, takes a place in the
/// group, reads what the group was ahead, and goes on with what the group offered meanwhile.
/// </summary>
/// <param name="catchUp">How it comes to the live events.</param>
internal sealed class ResumingSubscriber(CatchUp catchUp)
{
    // Most subscribers are live for most of their time, and then need nothing but their seat.
    private CatchUp? catchUp = catchUp;

    /// <summary>Reads the log, then the live events.</summary>
    /// <param name="takesAtOnce">Takes events that come while this waits.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ResponsePayload> ReadAsync(Func<ResponsePayload, bool> takesAtOnce, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = catchUp!.From;
        await foreach (var payload in catchUp.ReplayAsync(sent, catchUp.Start, cancellationToken))
            yield return payload;
        sent = Math.Max(sent, catchUp.Start);
        while (catchUp is not null)
        {
            using var seat = catchUp.Join(sent);
            await using var registration = cancellationToken.UnsafeRegister(static seat => ((GroupSeat)seat!).Complete(null), seat);
            await foreach (var payload in catchUp.ReplayAsync(sent, seat.JoinedAt, cancellationToken))
                yield return payload;
            sent = Math.Max(sent, seat.JoinedAt);
            while (await NextAsync(seat, takesAtOnce) is { } payload)
            {
                sent = payload.Position;
                yield return payload;
            }

            if (!seat.WasOverrun)
                yield break;
        }
    }

    private ValueTask<ResponsePayload?> NextAsync(GroupSeat seat, Func<ResponsePayload, bool> takesAtOnce)
    {
        var next = seat.ReadAsync(takesAtOnce);
        if (seat.IsLive)
            catchUp = null;
        return next;
    }
}

/// <summary>How a subscriber comes to the live events.</summary>
/// <param name="source">The stream as it was opened for this subscriber.</param>
/// <param name="responses">Makes responses of what it reads in the log.</param>
/// <param name="join">Takes a place in the group of its equals, opening one if there is none, for who has everything up to a position.</param>
/// <param name="counters">Where executions are counted.</param>
internal sealed class CatchUp(SourceStream source, EventResponses responses, Func<long, GroupSeat> join, SubscriptionCounters counters)
{
    /// <summary>The position after which the subscriber wants events.</summary>
    public long From => source.After ?? source.Start;

    /// <summary>The newest position when the stream was opened.</summary>
    public long Start => source.Start;

    /// <summary>Takes a place in the group.</summary>
    public GroupSeat Join(long sent) => join(sent);

    /// <summary>Reads the log.</summary>
    public async IAsyncEnumerable<ResponsePayload> ReplayAsync(long after, long through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after >= through)
            yield break;
        await foreach (var message in source.Replay!(after, through, cancellationToken).WithCancellation(cancellationToken))
        {
            if (await responses.RespondAsync(message, source.IsFor, cancellationToken) is not { } payload)
                continue;
            counters.Replayed();
            yield return payload;
        }
    }
}
