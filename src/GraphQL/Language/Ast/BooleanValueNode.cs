namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A boolean literal (spec 2.10.3).</summary>
/// <param name="value">true or false.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class BooleanValueNode(bool value, int start, int end)
    : ValueNode(SyntaxKind.BooleanValue, start, end)
{
    /// <summary>true or false.</summary>
    public bool Value { get; } = value;
}
