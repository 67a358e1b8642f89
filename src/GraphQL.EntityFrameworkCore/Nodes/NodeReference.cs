namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>Names an object of any node type. A resolver method marked <see cref="UseNodesAttribute"/> returns it instead of the object.</summary>
/// <param name="TypeName">The name of the object type in the schema.</param>
/// <param name="Id">The UUID of the object.</param>
public readonly record struct NodeReference(string TypeName, Guid Id);
