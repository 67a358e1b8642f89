namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An enum literal (spec 2.10.6).</summary>
/// <param name="value">The name of the enum value.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class EnumValueNode(string value, int start, int end)
    : ValueNode(SyntaxKind.EnumValue, start, end)
{
    /// <summary>The name of the enum value.</summary>
    public string Value { get; } = value;
}
