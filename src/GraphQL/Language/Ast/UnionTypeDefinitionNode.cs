using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A union type definition or extension (spec 3.8).</summary>
/// <param name="isExtension">Whether it begins with <c>extend</c>.</param>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">The type's name.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="types">Its member types.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class UnionTypeDefinitionNode(
    bool isExtension, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<NamedTypeNode> types, int start, int end)
    : TypeDefinitionNode(SyntaxKind.UnionTypeDefinition, isExtension, description, name, directives, start, end)
{
    /// <summary>Its member types.</summary>
    public ImmutableArray<NamedTypeNode> Types { get; } = types;
}
