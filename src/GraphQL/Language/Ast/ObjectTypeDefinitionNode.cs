using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An object type definition or extension (spec 3.6).</summary>
/// <param name="isExtension">Whether it begins with <c>extend</c>.</param>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">The type's name.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="interfaces">The interfaces it implements.</param>
/// <param name="fields">Its fields.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class ObjectTypeDefinitionNode(
    bool isExtension, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives, ImmutableArray<NamedTypeNode> interfaces, ImmutableArray<FieldDefinitionNode> fields, int start, int end)
    : TypeDefinitionNode(SyntaxKind.ObjectTypeDefinition, isExtension, description, name, directives, start, end)
{
    /// <summary>The interfaces it implements.</summary>
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>Its fields.</summary>
    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields;
}
