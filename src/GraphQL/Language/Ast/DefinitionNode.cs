namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A definition at the top of a document (spec 2.2).</summary>
/// <param name="kind">The kind of node.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public abstract class DefinitionNode(SyntaxKind kind, int start, int end) : SyntaxNode(kind, start, end);
