using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>The definition or extension of a schema, or the definition or extension of a type (spec 3.2, 3.3, 3.4).</summary>
/// <param name="kind">The kind of node.</param>
/// <param name="isExtension">Whether it begins with <c>extend</c>.</param>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public abstract class TypeSystemDefinitionNode(
    SyntaxKind kind, bool isExtension, StringValueNode? description, ImmutableArray<DirectiveNode> directives, int start, int end)
    : DefinitionNode(kind, start, end)
{
    /// <summary>Whether it begins with <c>extend</c>.</summary>
    public bool IsExtension { get; } = isExtension;

    /// <summary>The description in front of it, if any; extensions have none.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>Directives in source order; empty if none.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
