using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An enum type definition or extension (spec 3.9).</summary>
/// <param name="isExtension">Whether it begins with <c>extend</c>.</param>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">The type's name.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="values">Its values.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class EnumTypeDefinitionNode(
    bool isExtension, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<EnumValueDefinitionNode> values, int start, int end)
    : TypeDefinitionNode(SyntaxKind.EnumTypeDefinition, isExtension, description, name, directives, start, end)
{
    /// <summary>Its values.</summary>
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values;
}
