namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A type reference (spec 2.12).</summary>
/// <param name="kind">The kind of node.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public abstract class TypeNode(SyntaxKind kind, int start, int end) : SyntaxNode(kind, start, end);
