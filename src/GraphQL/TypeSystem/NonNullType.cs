namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A type whose value is never null (spec 3.12).</summary>
public sealed class NonNullType(GraphQLType ofType) : GraphQLType
{
    /// <summary>The nullable type.</summary>
    public GraphQLType OfType { get; } = ofType is NonNullType
        ? throw new ArgumentException($"{ofType} is non-null already.", nameof(ofType))
        : ofType;

    /// <inheritdoc/>
    public override NamedType Named => OfType.Named;

    /// <inheritdoc/>
    public override GraphQLType Nullable => OfType;

    /// <inheritdoc/>
    public override string ToString() => $"{OfType}!";
}
