using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>The definition of a variable (spec 2.11).</summary>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="variable">The variable.</param>
/// <param name="type">Its type.</param>
/// <param name="defaultValue">The value used when none is given; null if there is none.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class VariableDefinitionNode(StringValueNode? description, VariableNode variable, TypeNode type, ValueNode? defaultValue, ImmutableArray<DirectiveNode> directives, int start, int end)
    : SyntaxNode(SyntaxKind.VariableDefinition, start, end)
{
    /// <summary>The description in front of it, if any.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The variable.</summary>
    public VariableNode Variable { get; } = variable;

    /// <summary>Its type.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The value used when none is given; null if there is none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>Directives in source order; empty if none.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
