using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A selection set (spec 2.4).</summary>
/// <param name="selections">Selections in source order.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class SelectionSetNode(ImmutableArray<SelectionNode> selections, int start, int end)
    : SyntaxNode(SyntaxKind.SelectionSet, start, end)
{
    /// <summary>Selections in source order.</summary>
    public ImmutableArray<SelectionNode> Selections { get; } = selections;
}
