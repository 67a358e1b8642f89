namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A non-null type reference (spec 2.12).</summary>
/// <param name="type">The nullable type.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class NonNullTypeNode(TypeNode type, int start, int end)
    : TypeNode(SyntaxKind.NonNullType, start, end)
{
    /// <summary>The nullable type.</summary>
    public TypeNode Type { get; } = type;
}
