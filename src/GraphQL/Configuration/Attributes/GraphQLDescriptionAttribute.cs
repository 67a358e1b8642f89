namespace CrmGraph.GraphQL.Configuration;

/// <summary>The description in the schema, where it is not to be the summary of the XML documentation.</summary>
/// <param name="description">The description, in Markdown.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Property
    | AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    /// <summary>The description.</summary>
    public string Description { get; } = description;
}
