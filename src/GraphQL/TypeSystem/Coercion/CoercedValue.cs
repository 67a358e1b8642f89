namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>A coerced value that may be null, in a box that may be absent.</summary>
internal sealed record CoercedValue(object? Value);
