using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>The definition of a directive (spec 3.13).</summary>
public sealed class DirectiveType(
    string name, IEnumerable<string> locations, IEnumerable<InputValue>? arguments = null, bool isRepeatable = false, string? description = null)
{
    /// <summary>The name, without the at sign.</summary>
    public string Name { get; } = name;

    /// <summary>The places where it may stand, as the specification writes them (<c>FIELD_DEFINITION</c>).</summary>
    public ImmutableArray<string> Locations { get; } = [.. locations];

    /// <summary>Its arguments in order of definition.</summary>
    public ImmutableArray<InputValue> Arguments { get; } = arguments is null ? [] : [.. arguments];

    /// <summary>Whether it may stand more than once at one place.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>The description; null if there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>The definition it was built from; null for directives built from code.</summary>
    public DirectiveDefinitionNode? SyntaxNode { get; init; }
}
