namespace CrmGraph.GraphQL.Configuration;

/// <summary>
/// Marks the argument that takes the cursor after which a subscription goes on. A cursor that the transport knows (<c>Last-Event-ID</c>)
/// comes before it. Subscribers that differ only in their cursor share their live events.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class CursorAttribute : Attribute;
