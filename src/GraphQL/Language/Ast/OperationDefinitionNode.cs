using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An operation (spec 2.3).</summary>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="operation">Query, mutation or subscription.</param>
/// <param name="name">Its name; null for an anonymous one.</param>
/// <param name="variableDefinitions">Variables in source order; empty if none.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="selectionSet">What it selects.</param>
/// <param name="isShorthand">Whether it is written as a bare selection set.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class OperationDefinitionNode(StringValueNode? description, OperationType operation, NameNode? name, ImmutableArray<VariableDefinitionNode> variableDefinitions, ImmutableArray<DirectiveNode> directives, SelectionSetNode selectionSet, bool isShorthand, int start, int end)
    : DefinitionNode(SyntaxKind.OperationDefinition, start, end)
{
    /// <summary>The description in front of it, if any.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>Query, mutation or subscription.</summary>
    public OperationType Operation { get; } = operation;

    /// <summary>Its name; null for an anonymous one.</summary>
    public NameNode? Name { get; } = name;

    /// <summary>Variables in source order; empty if none.</summary>
    public ImmutableArray<VariableDefinitionNode> VariableDefinitions { get; } = variableDefinitions;

    /// <summary>Directives in source order; empty if none.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>What it selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;

    /// <summary>Whether it is written as a bare selection set.</summary>
    public bool IsShorthand { get; } = isShorthand;
}
