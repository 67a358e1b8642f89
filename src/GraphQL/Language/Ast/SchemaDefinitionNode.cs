using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A schema definition or extension (spec 3.3).</summary>
/// <param name="isExtension">Whether it begins with <c>extend</c>.</param>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="operationTypes">The root operation types.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class SchemaDefinitionNode(
    bool isExtension, StringValueNode? description, ImmutableArray<DirectiveNode> directives, ImmutableArray<OperationTypeDefinitionNode> operationTypes, int start, int end)
    : TypeSystemDefinitionNode(SyntaxKind.SchemaDefinition, isExtension, description, directives, start, end)
{
    /// <summary>The root operation types.</summary>
    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes;
}
