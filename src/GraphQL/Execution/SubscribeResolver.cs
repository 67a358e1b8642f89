using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>The resolver of a root field of the subscription type (spec 6.2.3): opens the source stream, and maps each event to the field's value.</summary>
/// <param name="subscribe">Opens the stream of events; it may throw <see cref="Errors.GraphQLException"/> to refuse.</param>
/// <param name="resolve">The field's value for an event; null if the event itself is the value.</param>
public sealed class SubscribeResolver(
    Func<ResolverContext, CancellationToken, ValueTask<IAsyncEnumerable<SourceEvent>>> subscribe,
    Func<ResolverContext, CancellationToken, ValueTask<object?>>? resolve = null) : FieldResolver
{
    /// <summary>Opens the stream of events.</summary>
    public Func<ResolverContext, CancellationToken, ValueTask<IAsyncEnumerable<SourceEvent>>> Subscribe { get; } = subscribe;

    /// <summary>The field's value for an event, which is the context's parent; null if the event itself is the value.</summary>
    public Func<ResolverContext, CancellationToken, ValueTask<object?>>? Resolve { get; } = resolve;
}

/// <summary>An event of a source stream.</summary>
/// <param name="Value">What happened; the root value of the execution.</param>
/// <param name="EventId">Its cursor, for transports that have a place for it; null if it has none.</param>
public readonly record struct SourceEvent(object Value, string? EventId = null);
