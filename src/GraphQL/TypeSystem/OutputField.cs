using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A field of an object or interface type (spec 3.6).</summary>
public sealed class OutputField(string name, GraphQLType type, IEnumerable<InputValue>? arguments = null, string? description = null, string? deprecationReason = null)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The type of its value.</summary>
    public GraphQLType Type { get; } = type;

    /// <summary>Its arguments in order of definition.</summary>
    public ImmutableArray<InputValue> Arguments { get; } = arguments is null ? [] : [.. arguments];

    /// <summary>The description; null if there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>Why it is deprecated; null if it is not.</summary>
    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary>How its value is got; null on interface types and in schemas without resolvers.</summary>
    public FieldResolver? Resolver { get; init; }

    /// <summary>The definition it was built from; null for fields built from code.</summary>
    public FieldDefinitionNode? SyntaxNode { get; init; }

    /// <summary>The argument of that name; null if there is none.</summary>
    public InputValue? FindArgument(string name)
    {
        foreach (var argument in Arguments)
        {
            if (argument.Name == name)
                return argument;
        }

        return null;
    }
}
