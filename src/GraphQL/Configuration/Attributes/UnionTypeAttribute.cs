namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes a C# interface without members a union of the schema: of all classes of its assembly that implement it.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class UnionTypeAttribute : Attribute;
