namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes a C# interface an interface of the schema. Its properties are the fields; the classes of its assembly that implement it are the types.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class InterfaceTypeAttribute : Attribute;
