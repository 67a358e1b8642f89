namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes an input type a oneOf input: exactly one of its fields must be given (spec 3.10.1).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class OneOfAttribute : Attribute;
