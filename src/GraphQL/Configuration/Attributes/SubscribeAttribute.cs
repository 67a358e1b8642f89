using CrmGraph.GraphQL.Execution.Subscriptions;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>
/// Marks a method of a subscription class that opens a stream of events: it returns <see cref="IAsyncEnumerable{T}"/>, or
/// <see cref="ResumableStream{T}"/> if the events are kept and clients can go on from a cursor. Each event is the field's value.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>
    /// Whether who joins subscribers of the same stream is sent their newest response at once: for streams whose every event is the whole
    /// state and replaces those before it. Not for <see cref="ResumableStream{T}"/>.
    /// </summary>
    public bool KeepsLatest { get; init; }
}
