using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An inline fragment (spec 2.8.2).</summary>
/// <param name="typeCondition">The type it applies to; null for that of the enclosing selection set.</param>
/// <param name="selectionSet">What it selects.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class InlineFragmentNode(NamedTypeNode? typeCondition, ImmutableArray<DirectiveNode> directives, SelectionSetNode selectionSet, int start, int end)
    : SelectionNode(SyntaxKind.InlineFragment, directives, start, end)
{
    /// <summary>The type it applies to; null for that of the enclosing selection set.</summary>
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    /// <summary>What it selects.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
