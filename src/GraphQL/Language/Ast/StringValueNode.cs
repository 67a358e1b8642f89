namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A string literal (spec 2.10.4).</summary>
/// <param name="value">The semantic value: escapes resolved, block strings dedented.</param>
/// <param name="isBlock">Whether it is written as a block string.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class StringValueNode(string value, bool isBlock, int start, int end)
    : ValueNode(SyntaxKind.StringValue, start, end)
{
    /// <summary>The semantic value: escapes resolved, block strings dedented.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it is written as a block string.</summary>
    public bool IsBlock { get; } = isBlock;
}
