namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An argument (spec 2.6).</summary>
/// <param name="name">Its name.</param>
/// <param name="value">Its value.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class ArgumentNode(NameNode name, ValueNode value, int start, int end)
    : SyntaxNode(SyntaxKind.Argument, start, end)
{
    /// <summary>Its name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>Its value.</summary>
    public ValueNode Value { get; } = value;
}
