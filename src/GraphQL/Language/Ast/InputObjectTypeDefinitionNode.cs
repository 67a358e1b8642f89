using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An input object type definition or extension (spec 3.10).</summary>
/// <param name="isExtension">Whether it begins with <c>extend</c>.</param>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">The type's name.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="fields">Its input fields.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class InputObjectTypeDefinitionNode(
    bool isExtension, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<InputValueDefinitionNode> fields, int start, int end)
    : TypeDefinitionNode(SyntaxKind.InputObjectTypeDefinition, isExtension, description, name, directives, start, end)
{
    /// <summary>Its input fields.</summary>
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields;
}
