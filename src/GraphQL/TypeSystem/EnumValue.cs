using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A value of an enum (spec 3.9).</summary>
public sealed class EnumValue(string name, object? value = null, string? description = null, string? deprecationReason = null)
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; } = name;

    /// <summary>The runtime value: a member of the CLR enum, or the name.</summary>
    public object Value { get; } = value ?? name;

    /// <summary>The description; null if there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>Why it is deprecated; null if it is not.</summary>
    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary>The definition it was built from; null for values built from code.</summary>
    public EnumValueDefinitionNode? SyntaxNode { get; init; }
}
