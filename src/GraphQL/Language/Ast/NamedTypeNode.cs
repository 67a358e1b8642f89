namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A reference to a type by name (spec 2.12).</summary>
/// <param name="name">The name of the type.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class NamedTypeNode(NameNode name, int start, int end)
    : TypeNode(SyntaxKind.NamedType, start, end)
{
    /// <summary>The name of the type.</summary>
    public NameNode Name { get; } = name;
}
