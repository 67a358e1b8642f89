namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A list type reference (spec 2.12).</summary>
/// <param name="type">The type of the items.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class ListTypeNode(TypeNode type, int start, int end)
    : TypeNode(SyntaxKind.ListType, start, end)
{
    /// <summary>The type of the items.</summary>
    public TypeNode Type { get; } = type;
}
