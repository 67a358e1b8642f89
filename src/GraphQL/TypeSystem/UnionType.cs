using System.Collections.Immutable;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A union type (spec 3.8).</summary>
public sealed class UnionType(string name, Func<IEnumerable<ObjectType>> types, string? description = null) : NamedType(name, description)
{
    private readonly Lazy<ImmutableArray<ObjectType>> members = new(() => [.. types()]);

    /// <summary>The member types in order of definition.</summary>
    public ImmutableArray<ObjectType> Types => members.Value;

    /// <summary>The name of the object type of a value; null to go by the CLR type.</summary>
    public Func<object, string?>? ResolveType { get; init; }
}
