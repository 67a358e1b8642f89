namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>An interface type (spec 3.7).</summary>
public sealed class InterfaceType(
    string name, Func<IEnumerable<OutputField>> fields, Func<IEnumerable<InterfaceType>>? interfaces = null, string? description = null)
    : FieldsType(name, fields, interfaces, description)
{
    /// <summary>The name of the object type of a value; null to go by the CLR type.</summary>
    public Func<object, string?>? ResolveType { get; init; }
}
