using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Events;

/// <summary>Opens the event log for subscribers: from a cursor, then live.</summary>
internal sealed class EventStreams(EventLogTail tail, EventCursors cursors, IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    private const int Batch = 200;

    /// <summary>The cursor of the newest event. Whatever was committed before the call is behind it.</summary>
    internal async Task<string> NewestCursorAsync(CancellationToken cancellationToken) => cursors.Write((await BoundsAsync(cancellationToken)).Last);

    /// <summary>Opens a stream.</summary>
    /// <param name="after">The cursor to go on after; null for from now on.</param>
    /// <param name="question">What is wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GraphQLException">CURSOR_INVALID or CURSOR_EXPIRED.</exception>
    internal async Task<ResumableStream<T>> OpenAsync<T>(string? after, EventQuestion<T> question, CancellationToken cancellationToken)
    {
        var bounds = await BoundsAsync(cancellationToken);
        return new ResumableStream<T>
        {
            After = after is null ? null : PositionOf(after, bounds),
            Start = bounds.Last,
            Live = (position, ended) => question.SignOfLife is null ? LiveAsync(position, question, ended) : LiveWithSignsOfLifeAsync(position, question, ended),
            Replay = (position, through, ended) => ReplayAsync(position, through, question, ended),
            IsFor = question.IsFor is { } isFor ? (value, caller) => isFor(value, (Caller)caller!) : null,
        };
    }

    private async Task<EventLogBounds> BoundsAsync(CancellationToken cancellationToken)
    {
        await cursors.PrepareAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ReadBoundsAsync(cancellationToken);
    }

    private long PositionOf(string after, EventLogBounds bounds)
    {
        if (!cursors.TryRead(after, out var position) || position > bounds.Last)
            throw new GraphQLException("CURSOR_INVALID", "The cursor is none of this server's. Pass one exactly as eventCursor or an event gave it.");
        return position >= bounds.Floor ? position : throw Expired(bounds);
    }

    private GraphQLException Expired(EventLogBounds bounds) => new(new GraphQLError(
        "Events after this cursor are no longer kept. Read the present state anew, then subscribe after oldestCursor, or after a new eventCursor.")
    {
        Code = "CURSOR_EXPIRED",
        Extensions = new Dictionary<string, object?> { ["oldestCursor"] = cursors.Write(bounds.Floor) },
    });

    private async IAsyncEnumerable<StreamItem<T>> ReplayAsync<T>(
        long after, long through, EventQuestion<T> question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (after < through)
        {
            List<LoggedEvent> some;
            await using (var db = await databases.CreateDbContextAsync(cancellationToken))
            {
                some = await db.ReadEventsAsync(after, through, question.Types, Batch, cancellationToken);
                // what was forgotten while it was read must not be missing without a word
                var bounds = await db.ReadBoundsAsync(cancellationToken);
                if (after < bounds.Floor) throw Expired(bounds);
            }

            foreach (var happened in some)
            {
                if (ItemOf(happened, question) is { } item) yield return item;
            }
            after = some.Count < Batch ? through : some[^1].Position;
        }
    }

    private async IAsyncEnumerable<StreamItem<T>> LiveAsync<T>(long after, EventQuestion<T> question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var happened in tail.ListenAsync(after, cancellationToken))
        {
            if (ItemOf(happened, question) is { } item) yield return item;
        }
    }

    private async IAsyncEnumerable<StreamItem<T>> LiveWithSignsOfLifeAsync<T>(long after, EventQuestion<T> question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (interval, sign) = question.SignOfLife!.Value;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var events = tail.ListenAsync(after, ending.Token).GetAsyncEnumerator(ending.Token);
        var (considered, sent) = (after, time.GetTimestamp());
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                var patience = interval - time.GetElapsedTime(sent);
                if (patience > TimeSpan.Zero && await ArrivesAsync(next, patience, cancellationToken))
                {
                    var happened = events.Current;
                    next = events.MoveNextAsync().AsTask();
                    considered = happened.Position;
                    if (ItemOf(happened, question) is not { } item) continue;
                    sent = time.GetTimestamp();
                    yield return item;
                }
                else
                {
                    sent = time.GetTimestamp();
                    var cursor = cursors.Write(considered);
                    yield return new StreamItem<T>(sign(cursor, time.GetUtcNow()), considered, cursor);
                }
            }
        }
        finally
        {
            // an enumerator may not be disposed of while it moves
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<bool> ArrivesAsync(Task<bool> next, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await next.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return false;
        }
        catch (TimeoutException)
        {
            return await next;
        }
    }

    private StreamItem<T>? ItemOf<T>(LoggedEvent happened, EventQuestion<T> question)
    {
        if (question.Types is { } types && !types.Contains(happened.Type)) return null;
        if (question.IsWanted is { } isWanted && !isWanted(happened)) return null;
        var cursor = cursors.Write(happened.Position);
        return new StreamItem<T>(question.Show(happened, cursor), happened.Position, cursor);
    }
}
