using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A field, fragment spread or inline fragment in a selection set (spec 2.5).</summary>
/// <param name="kind">The kind of node.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public abstract class SelectionNode(SyntaxKind kind, ImmutableArray<DirectiveNode> directives, int start, int end)
    : SyntaxNode(kind, start, end)
{
    /// <summary>Directives in source order; empty if none.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
