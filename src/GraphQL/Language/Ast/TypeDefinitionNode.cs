using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>The definition or extension of a named type (spec 3.4, 3.4.3).</summary>
/// <param name="kind">The kind of node.</param>
/// <param name="isExtension">Whether it begins with <c>extend</c>.</param>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">The type's name.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public abstract class TypeDefinitionNode(
    SyntaxKind kind, bool isExtension, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives, int start, int end)
    : TypeSystemDefinitionNode(kind, isExtension, description, directives, start, end)
{
    /// <summary>The type's name.</summary>
    public NameNode Name { get; } = name;
}
