namespace CrmGraph.GraphQL.Configuration;

/// <summary>Keeps a member, or a class, out of the schema.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Field)]
public sealed class GraphQLIgnoreAttribute : Attribute;
