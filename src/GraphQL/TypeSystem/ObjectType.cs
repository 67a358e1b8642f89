namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>An object type (spec 3.6).</summary>
public sealed class ObjectType(
    string name, Func<IEnumerable<OutputField>> fields, Func<IEnumerable<InterfaceType>>? interfaces = null, string? description = null, Type? runtimeType = null)
    : FieldsType(name, fields, interfaces, description)
{
    /// <summary>The CLR type of its values; null where a value's type is told by <see cref="InterfaceType.ResolveType"/> or <see cref="UnionType.ResolveType"/>.</summary>
    public Type? RuntimeType { get; } = runtimeType;
}
