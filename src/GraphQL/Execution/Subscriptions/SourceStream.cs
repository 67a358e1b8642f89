namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>The source stream of a subscription (spec 6.2.3.1): one that can be resumed, or one that is only live.</summary>
internal sealed class SourceStream
{
    /// <summary>Where the subscriber wants to go on; null for <see cref="Start"/>.</summary>
    public long? After { get; init; }

    /// <summary>The newest position when the stream was opened.</summary>
    public long Start { get; init; } = long.MinValue;

    /// <summary>Everything after a position.</summary>
    public required Func<long, CancellationToken, IAsyncEnumerable<SourceEvent>> Live { get; init; }

    /// <summary>Everything after one position up to another; null if the stream is only live.</summary>
    public Func<long, long, CancellationToken, IAsyncEnumerable<SourceEvent>>? Replay { get; init; }

    /// <summary>Whether an event is for the caller; null if all are.</summary>
    public Func<object, object?, bool>? IsFor { get; init; }

    /// <summary>A stream that is only live.</summary>
    public static SourceStream LiveOnly(IAsyncEnumerable<SourceEvent> events) => new() { Live = (_, _) => events };
}
