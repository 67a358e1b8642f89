using System.Text.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>
/// Turns literals and JSON into runtime values: what the scalar reads, the enum's runtime value, <c>object?[]</c> for lists, and for
/// input objects what <see cref="InputObjectType.CreateValue"/> makes, or an <see cref="InputObjectValue"/>.
/// </summary>
public static class InputCoercion
{
    private const int MaxErrors = 50;

    /// <summary>Coerces JSON; all faults at once.</summary>
    public static bool TryCoerce(JsonElement json, GraphQLType type, out object? value, out IReadOnlyList<InputError> errors)
    {
        var found = new InputErrors(MaxErrors);
        value = new JsonCoercion(found).Coerce(json, type, null);
        errors = found.Found;
        return !found.Any;
    }

    /// <summary>Coerces a literal; <see cref="InputObjectValue.Absent"/> for a nullable variable without a value.</summary>
    public static bool TryCoerce(ValueNode literal, GraphQLType type, VariableValues? variables, out object? value, out IReadOnlyList<InputError> errors)
    {
        var found = new InputErrors(MaxErrors);
        value = new LiteralCoercion(found, variables).Coerce(literal, type, null);
        errors = found.Found;
        return !found.Any;
    }

    /// <summary>The runtime value of an input object.</summary>
    internal static object Create(InputObjectType type, object?[] values)
    {
        var value = new InputObjectValue(type, values);
        return type.CreateValue is { } create ? create(value) : value;
    }

    /// <summary>The coerced default of an argument or field, made once.</summary>
    /// <param name="input">What has a default.</param>
    /// <param name="pending">Defaults whose coercion waits for this one.</param>
    internal static object? DefaultOf(InputValue input, List<InputValue>? pending = null)
    {
        if (input.KeptDefault is { } kept)
            return kept.Value;
        pending ??= [];
        if (input.DefaultValue is null || pending.Contains(input))
            throw new InvalidOperationException($"The default value of \"{input.Name}\" contains itself.");
        pending.Add(input);
        var errors = new InputErrors(1);
        var value = new LiteralCoercion(errors, null, pending).Coerce(input.DefaultValue, input.Type, null);
        pending.Remove(input);
        if (errors.Any)
            throw new InvalidOperationException($"The default value of \"{input.Name}\" does not fit its type: {errors.Found[0].Message}");
        input.KeptDefault = new CoercedValue(value);
        return value;
    }
}
