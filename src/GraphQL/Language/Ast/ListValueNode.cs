using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A list literal (spec 2.10.7).</summary>
/// <param name="items">Items in source order.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class ListValueNode(ImmutableArray<ValueNode> items, int start, int end)
    : ValueNode(SyntaxKind.ListValue, start, end)
{
    /// <summary>Items in source order.</summary>
    public ImmutableArray<ValueNode> Items { get; } = items;
}
