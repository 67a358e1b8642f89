namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A field of an input object literal (spec 2.10.8).</summary>
/// <param name="name">Its name.</param>
/// <param name="value">Its value.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class ObjectFieldNode(NameNode name, ValueNode value, int start, int end)
    : SyntaxNode(SyntaxKind.ObjectField, start, end)
{
    /// <summary>Its name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>Its value.</summary>
    public ValueNode Value { get; } = value;
}
