namespace CrmGraph.GraphQL.Configuration;

/// <summary>The type in the schema, where it is not to follow from the C# type.</summary>
/// <param name="type">The whole type as SDL writes it, e.g. <c>[EmailAddress!]!</c>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class GraphQLTypeAttribute(string type) : Attribute
{
    /// <summary>The whole type as SDL writes it.</summary>
    public string Type { get; } = type;
}
