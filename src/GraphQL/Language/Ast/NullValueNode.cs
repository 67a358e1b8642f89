namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>The literal null (spec 2.10.5).</summary>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class NullValueNode(int start, int end)
    : ValueNode(SyntaxKind.NullValue, start, end)
{
}
