using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A type with a name: scalar, enum, object, interface, union or input object (spec 3.4).</summary>
public abstract class NamedType(string name, string? description) : GraphQLType
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The description, in Markdown; null if there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>The definition it was built from, and its extensions; empty for types that were built from code.</summary>
    public IReadOnlyList<TypeDefinitionNode> SyntaxNodes { get; init; } = [];

    /// <inheritdoc/>
    public sealed override NamedType Named => this;

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
