using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A fragment spread (spec 2.8).</summary>
/// <param name="name">The name of the fragment.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class FragmentSpreadNode(NameNode name, ImmutableArray<DirectiveNode> directives, int start, int end)
    : SelectionNode(SyntaxKind.FragmentSpread, directives, start, end)
{
    /// <summary>The name of the fragment.</summary>
    public NameNode Name { get; } = name;
}
