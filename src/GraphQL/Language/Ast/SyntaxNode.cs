namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A node of the syntax tree. Compared by reference: plans and caches key on the node itself.</summary>
/// <param name="kind">The kind of node.</param>
/// <param name="start">Byte offset of its first token in the document's source.</param>
/// <param name="end">Byte offset behind its last token.</param>
public abstract class SyntaxNode(SyntaxKind kind, int start, int end)
{
    /// <summary>The kind of node; switch on it instead of testing types.</summary>
    public SyntaxKind Kind { get; } = kind;

    /// <summary>Byte offset of its first token in <see cref="DocumentNode.Source"/>.</summary>
    public int Start { get; } = start;

    /// <summary>Byte offset behind its last token.</summary>
    public int End { get; } = end;
}
