namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An input value literal or variable (spec 2.10).</summary>
/// <param name="kind">The kind of node.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public abstract class ValueNode(SyntaxKind kind, int start, int end) : SyntaxNode(kind, start, end);
