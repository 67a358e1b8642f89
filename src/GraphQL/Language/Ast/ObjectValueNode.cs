using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>An input object literal (spec 2.10.8).</summary>
/// <param name="fields">Fields in source order.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class ObjectValueNode(ImmutableArray<ObjectFieldNode> fields, int start, int end)
    : ValueNode(SyntaxKind.ObjectValue, start, end)
{
    /// <summary>Fields in source order.</summary>
    public ImmutableArray<ObjectFieldNode> Fields { get; } = fields;
}
