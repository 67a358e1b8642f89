using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An argument or a field of an input object (spec 3.6.1, 3.10).</summary>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">Its name.</param>
/// <param name="type">Its type.</param>
/// <param name="defaultValue">The value used when none is given; null if there is none.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class InputValueDefinitionNode(StringValueNode? description, NameNode name, TypeNode type, ValueNode? defaultValue, ImmutableArray<DirectiveNode> directives, int start, int end)
    : SyntaxNode(SyntaxKind.InputValueDefinition, start, end)
{
    /// <summary>The description in front of it, if any.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>Its name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>Its type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The value used when none is given; null if there is none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>Directives in source order; empty if none.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
