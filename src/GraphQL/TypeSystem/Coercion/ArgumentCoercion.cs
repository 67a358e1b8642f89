using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>CoerceArgumentValues (spec 6.4.1), for fields and directives.</summary>
public static class ArgumentCoercion
{
    /// <inheritdoc cref="TryCoerce(ImmutableArray{InputValue}, ImmutableArray{ArgumentNode}, VariableValues?, SourceText, SyntaxNode?, out object?[], out GraphQLError?)"/>
    public static bool TryCoerce(
        ImmutableArray<InputValue> definitions,
        ImmutableArray<ArgumentNode> nodes,
        VariableValues? variables,
        SourceText source,
        out object?[] values,
        [NotNullWhen(false)] out GraphQLError? error) => TryCoerce(definitions, nodes, variables, source, null, out values, out error);

    /// <summary>Coerces the arguments of a field or directive.</summary>
    /// <param name="definitions">What the field or directive takes.</param>
    /// <param name="nodes">What is given.</param>
    /// <param name="variables">The coerced variables; null for none.</param>
    /// <param name="source">The text of the document.</param>
    /// <param name="owner">The field or directive, which an argument that is missing is reported at; null for no location.</param>
    /// <param name="values">A value for every definition, in their order; <see cref="InputObjectValue.Absent"/> where there is neither value nor default.</param>
    /// <param name="error">The first fault, with code <see cref="ErrorCodes.BadUserInput"/>.</param>
    public static bool TryCoerce(
        ImmutableArray<InputValue> definitions,
        ImmutableArray<ArgumentNode> nodes,
        VariableValues? variables,
        SourceText source,
        SyntaxNode? owner,
        out object?[] values,
        [NotNullWhen(false)] out GraphQLError? error)
    {
        error = null;
        values = definitions.Length == 0 ? [] : new object?[definitions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (message, at) = Coerce(definitions[i], Find(nodes, definitions[i].Name), variables, out values[i]);
            if (message is null)
                continue;
            error = new GraphQLError(message)
            {
                Code = ErrorCodes.BadUserInput,
                Locations = (at ?? owner) is { } node ? [source.GetLocation(node.Start)] : [],
            };
            return false;
        }

        return true;
    }

    private static (string? Error, SyntaxNode? At) Coerce(InputValue definition, ValueNode? given, VariableValues? variables, out object? value)
    {
        value = InputObjectValue.Absent;
        if (given is null)
        {
            if (definition.IsRequired)
                return ($"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was not provided.", null);
            value = definition.CoercedDefault;
            return default;
        }

        if (given is VariableNode variable && (variables is null || !variables.TryGet(variable.Name.Value, out value)))
        {
            if (definition.IsRequired)
            {
                return ($"Argument \"{definition.Name}\" of required type \"{definition.Type}\" was provided the variable \"${variable.Name.Value}\" "
                    + "which was not provided a runtime value.", given);
            }

            value = definition.CoercedDefault;
            return default;
        }

        if (definition.Type is NonNullType && (given is NullValueNode || (given is VariableNode && value is null)))
            return ($"Argument \"{definition.Name}\" of non-null type \"{definition.Type}\" must not be null.", given);
        if (given is VariableNode)
            return default;
        return InputCoercion.TryCoerce(given, definition.Type, variables, out value, out _)
            ? default
            : ($"Argument \"{definition.Name}\" has invalid value {Inspect.Literal(given)}.", given);
    }

    private static ValueNode? Find(ImmutableArray<ArgumentNode> nodes, string name)
    {
        foreach (var node in nodes)
        {
            if (node.Name.Value == name)
                return node.Value;
        }

        return null;
    }
}
