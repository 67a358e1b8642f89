namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An integer literal (spec 2.10.1).</summary>
/// <param name="value">The literal as written.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class IntValueNode(string value, int start, int end)
    : ValueNode(SyntaxKind.IntValue, start, end)
{
    /// <summary>The literal as written.</summary>
    public string Value { get; } = value;
}
