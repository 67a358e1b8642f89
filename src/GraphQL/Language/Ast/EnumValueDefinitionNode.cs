using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A value of an enum type (spec 3.9).</summary>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">Its name.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class EnumValueDefinitionNode(StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives, int start, int end)
    : SyntaxNode(SyntaxKind.EnumValueDefinition, start, end)
{
    /// <summary>The description in front of it, if any.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>Its name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>Directives in source order; empty if none.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
