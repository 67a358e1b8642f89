namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// What a <c>[Subscribe]</c> method returns whose events are kept in a log: a way to read the log and a way to go on live. The method is
/// called for every subscriber, so that it can check the subscriber's cursor and refuse; <see cref="Live"/> is read once for all
/// subscribers that ask the same. Both are read after the method has returned, when the services it was given are gone: what they need
/// they open themselves.
/// </summary>
/// <remarks>
/// A subscriber first reads the log from its cursor up to <see cref="Start"/>, then joins those who get the live events and reads what
/// lies between in the log: no event is missing and none comes twice. Hence positions never decrease within a stream, and an item says that
/// everything up to its position has been considered. An item that repeats the position before it is a sign of life (a heartbeat).
/// </remarks>
/// <typeparam name="T">The events; each is the field's value.</typeparam>
public sealed class ResumableStream<T>
{
    /// <summary>The position of the subscriber's cursor: it gets everything after it. Null: everything after <see cref="Start"/>.</summary>
    public long? After { get; init; }

    /// <summary>The newest position of the log when the method was called.</summary>
    public required long Start { get; init; }

    /// <summary>Everything after a position, endlessly.</summary>
    public required Func<long, CancellationToken, IAsyncEnumerable<StreamItem<T>>> Live { get; init; }

    /// <summary>Everything after the first position up to and including the second; then it ends. Read at the subscriber's pace.</summary>
    public required Func<long, long, CancellationToken, IAsyncEnumerable<StreamItem<T>>> Replay { get; init; }

    /// <summary>
    /// Whether an event is for the caller, by the rights that the caller has at the time of the event (see
    /// <see cref="ExecutorOptions.CurrentCaller"/>); null if whatever the streams hold is.
    /// </summary>
    public Func<T, object?, bool>? IsFor { get; init; }

    internal static SourceStream ToSource(object stream)
    {
        var typed = (ResumableStream<T>)stream;
        return new SourceStream
        {
            After = typed.After,
            Start = typed.Start,
            Live = (after, cancellationToken) => Items(typed.Live(after, cancellationToken), cancellationToken),
            Replay = (after, through, cancellationToken) => Items(typed.Replay(after, through, cancellationToken), cancellationToken),
            IsFor = typed.IsFor is { } isFor ? (value, caller) => isFor((T)value, caller) : null,
        };
    }

    private static async IAsyncEnumerable<SourceEvent> Items(
        IAsyncEnumerable<StreamItem<T>> items, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
            yield return new SourceEvent(item.Value!, item.Cursor) { Position = item.Position };
    }
}

/// <summary>An event of a <see cref="ResumableStream{T}"/>.</summary>
/// <param name="Value">What happened.</param>
/// <param name="Position">Where the log has it; of a sign of life the position up to which the log was considered.</param>
/// <param name="Cursor">What a client passes to go on behind it.</param>
public readonly record struct StreamItem<T>(T Value, long Position, string Cursor);
