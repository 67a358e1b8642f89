namespace CrmGraph.GraphQL.Configuration;

/// <summary>Deprecates a field, argument, input field or enum value in the schema; <see cref="ObsoleteAttribute"/> does so in C# as well.</summary>
/// <param name="reason">Why, and what to use instead.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    /// <summary>Why, and what to use instead.</summary>
    public string Reason { get; } = reason;
}
