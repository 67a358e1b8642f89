namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A name with its place (spec 2.1.9). A value, not a tree node, so that a field costs one allocation.</summary>
/// <param name="Value">The name.</param>
/// <param name="Start">Byte offset of its first character.</param>
/// <param name="End">Byte offset behind its last character.</param>
public readonly record struct NameNode(string Value, int Start, int End)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
