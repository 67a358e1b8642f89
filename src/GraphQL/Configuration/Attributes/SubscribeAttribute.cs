namespace CrmGraph.GraphQL.Configuration;

/// <summary>Marks a method of a subscription class that opens a stream of events: it returns <see cref="IAsyncEnumerable{T}"/>, and each event is the field's value.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute;
