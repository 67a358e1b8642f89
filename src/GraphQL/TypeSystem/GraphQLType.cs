namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A type, with or without list and non-null wrappers (spec 3.4). Compared by reference, except wrappers: use <see cref="IsEqualTo"/>.</summary>
public abstract class GraphQLType
{
    /// <summary>The type without any wrapper.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type without its outermost non-null wrapper.</summary>
    public virtual GraphQLType Nullable => this;

    /// <summary>Whether this is a non-null type.</summary>
    public bool IsNonNull => this is NonNullType;

    /// <summary>Whether the nullable form is a list.</summary>
    public bool IsList => Nullable is ListType;

    /// <summary>Whether values of the named type can be sent by clients (scalar, enum, input object).</summary>
    public bool IsInputType => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether values of the named type can be sent to clients (all but input objects).</summary>
    public bool IsOutputType => Named is not InputObjectType;

    /// <summary>Whether the named type is a scalar or an enum.</summary>
    public bool IsLeaf => Named is ScalarType or EnumType;

    /// <summary>Whether the named type has a selection set (object, interface, union).</summary>
    public bool IsComposite => Named is ObjectType or InterfaceType or UnionType;

    /// <summary>Structural equality: the same wrappers around the same named type.</summary>
    public bool IsEqualTo(GraphQLType other) => (this, other) switch
    {
        (NonNullType a, NonNullType b) => a.OfType.IsEqualTo(b.OfType),
        (ListType a, ListType b) => a.OfType.IsEqualTo(b.OfType),
        _ => ReferenceEquals(this, other),
    };
}
