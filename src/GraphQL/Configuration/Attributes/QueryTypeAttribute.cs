namespace CrmGraph.GraphQL.Configuration;

/// <summary>Marks a static class whose public methods are fields of <c>Query</c>; see <see cref="SchemaBuilder.AddType(Type)"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;
