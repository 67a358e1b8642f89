using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>The resolver of a root field of the subscription type (spec 6.2.3): opens the source stream, and maps each event to the field's value.</summary>
public sealed class SubscribeResolver : FieldResolver
{
    /// <summary>A resolver of a stream that is only live; it is opened once for all subscribers that ask the same.</summary>
    /// <param name="subscribe">Opens the stream of events; it may throw <see cref="Errors.GraphQLException"/> to refuse.</param>
    /// <param name="resolve">The field's value for an event; null if the event itself is the value.</param>
    public SubscribeResolver(
        Func<ResolverContext, CancellationToken, ValueTask<IAsyncEnumerable<SourceEvent>>> subscribe,
        Func<ResolverContext, CancellationToken, ValueTask<object?>>? resolve = null)
        : this(async (context, cancellationToken) => SourceStream.LiveOnly(await subscribe(context, cancellationToken)), isResumable: false) => Resolve = resolve;

    internal SubscribeResolver(Func<ResolverContext, CancellationToken, ValueTask<SourceStream>> open, bool isResumable)
    {
        Open = open;
        IsResumable = isResumable;
    }

    /// <summary>The field's value for an event, which is the context's parent; null if the event itself is the value.</summary>
    public Func<ResolverContext, CancellationToken, ValueTask<object?>>? Resolve { get; }

    /// <summary>Whether who joins subscribers that are there already is sent their newest response at once; see <see cref="Configuration.SubscribeAttribute.KeepsLatest"/>.</summary>
    public bool KeepsLatest { get; init; }

    /// <summary>The argument that takes the cursor: it does not tell subscribers apart; null if there is none.</summary>
    public string? CursorArgument { get; init; }

    /// <summary>Opens the stream; for every subscriber if it can be resumed.</summary>
    internal Func<ResolverContext, CancellationToken, ValueTask<SourceStream>> Open { get; }

    internal bool IsResumable { get; }
}

/// <summary>An event of a source stream.</summary>
/// <param name="Value">What happened; the root value of the execution.</param>
/// <param name="EventId">Its cursor, for transports that have a place for it; null if it has none.</param>
public readonly record struct SourceEvent(object Value, string? EventId = null)
{
    internal long Position { get; init; }
}
