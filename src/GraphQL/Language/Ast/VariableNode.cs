namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A variable (spec 2.11).</summary>
/// <param name="name">Its name, without the dollar sign.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class VariableNode(NameNode name, int start, int end)
    : ValueNode(SyntaxKind.Variable, start, end)
{
    /// <summary>Its name, without the dollar sign.</summary>
    public NameNode Name { get; } = name;
}
