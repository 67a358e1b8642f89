using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>An argument, or a field of an input object (spec 3.6.1, 3.10).</summary>
public sealed class InputValue(string name, GraphQLType type, ValueNode? defaultValue = null, string? description = null, string? deprecationReason = null)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The type.</summary>
    public GraphQLType Type { get; } = type;

    /// <summary>The value used when none is given, as a literal; null if there is none.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>The description; null if there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>Why it is deprecated; null if it is not.</summary>
    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary>Whether a value must be given: non-null without a default.</summary>
    public bool IsRequired => Type is NonNullType && DefaultValue is null;

    /// <summary>
    /// The default as a runtime value, coerced on first use and then kept; <see cref="InputObjectValue.Absent"/> if there is none.
    /// </summary>
    /// <exception cref="InvalidOperationException">The default does not fit the type, or contains itself; schema validation tells.</exception>
    public object? CoercedDefault => DefaultValue is null ? InputObjectValue.Absent : InputCoercion.DefaultOf(this);

    /// <summary>Where <see cref="InputCoercion"/> keeps the coerced default: null until then.</summary>
    internal CoercedValue? KeptDefault { get; set; }

    /// <summary>The definition it was built from; null for values built from code.</summary>
    public InputValueDefinitionNode? SyntaxNode { get; init; }
}
