using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>CoerceVariableValues (spec 6.1.2).</summary>
public static class VariableCoercion
{
    private const int MaxErrors = 50;

    /// <summary>Coerces the request's variables to the types that the operation declares.</summary>
    /// <param name="schema">The schema that the operation was validated against.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="source">The text of the document.</param>
    /// <param name="variables">A JSON object; null and undefined stand for an empty one.</param>
    /// <param name="values">The values; null if there are errors.</param>
    /// <param name="errors">All faults, with code <see cref="ErrorCodes.BadUserInput"/>; at most 50 and then one that says so.</param>
    public static bool TryCoerce(
        Schema schema,
        OperationDefinitionNode operation,
        SourceText source,
        JsonElement variables,
        [NotNullWhen(true)] out VariableValues? values,
        out IReadOnlyList<GraphQLError> errors)
    {
        values = null;
        errors = [];
        var definitions = operation.VariableDefinitions;
        if (variables.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null or JsonValueKind.Undefined))
        {
            errors = [new GraphQLError("Variables must be provided as an Object where each property is a variable name.") { Code = ErrorCodes.BadUserInput }];
            return false;
        }

        if (definitions.Length == 0)
        {
            values = VariableValues.Empty;
            return true;
        }

        var found = new List<GraphQLError>();
        var given = new GivenVariables(variables, definitions.Length);
        var names = new string[definitions.Length];
        var types = new GraphQLType[definitions.Length];
        var coerced = new object?[definitions.Length];
        for (var i = 0; i < definitions.Length && found.Count <= MaxErrors; i++)
        {
            names[i] = definitions[i].Variable.Name.Value;
            types[i] = InputTypeOf(schema, definitions[i], source, found);
            coerced[i] = found.Count > 0 && !types[i].IsInputType ? null : Coerce(definitions[i], types[i], given, source, found);
        }

        if (found.Count > MaxErrors)
        {
            found.RemoveRange(MaxErrors, found.Count - MaxErrors);
            found.Add(new GraphQLError("Too many errors processing variables, error limit reached. Execution aborted.") { Code = ErrorCodes.BadUserInput });
        }

        errors = found;
        if (found.Count == 0)
            values = new VariableValues(names, types, coerced);
        return values is not null;
    }

    private static object? Coerce(VariableDefinitionNode definition, GraphQLType type, GivenVariables given, SourceText source, List<GraphQLError> errors)
    {
        var name = definition.Variable.Name.Value;
        if (!given.TryGet(name, out var json))
        {
            if (definition.DefaultValue is { } literal)
                return CoerceDefault(definition, literal, type, source, errors);
            if (type is NonNullType)
                errors.Add(At(definition, source, $"Variable \"${name}\" of required type \"{type}\" was not provided."));
            return InputObjectValue.Absent;
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            if (type is NonNullType)
                errors.Add(At(definition, source, $"Variable \"${name}\" of non-null type \"{type}\" must not be null."));
            return null;
        }

        var faults = new InputErrors(MaxErrors);
        var value = new JsonCoercion(faults).Coerce(json, type, null);
        foreach (var fault in faults.Found)
        {
            var place = fault.Path.Count == 0 ? "" : $" at \"{name}{fault.PathText}\"";
            errors.Add(At(definition, source, $"Variable \"${name}\" got invalid value {fault.Value}{place}; {fault.Message}"));
        }

        return value;
    }

    /// <summary>Validation has found the default to fit; a fault is reported all the same, because validation can be switched off for trusted documents.</summary>
    private static object? CoerceDefault(VariableDefinitionNode definition, ValueNode literal, GraphQLType type, SourceText source, List<GraphQLError> errors)
    {
        if (!InputCoercion.TryCoerce(literal, type, null, out var value, out var faults))
            errors.AddRange(faults.Select(f => At(definition, source, $"Variable \"${definition.Variable.Name.Value}\" has invalid default value; {f.Message}")));
        return value;
    }

    private static GraphQLType InputTypeOf(Schema schema, VariableDefinitionNode definition, SourceText source, List<GraphQLError> errors)
    {
        if (schema.FindType(definition.Type) is { IsInputType: true } type)
            return type;
        var name = definition.Variable.Name.Value;
        errors.Add(new GraphQLError($"Variable \"${name}\" expected value of type \"{InlineText.Of(definition.Type)}\" which cannot be used as an input type.")
        {
            Code = ErrorCodes.BadUserInput,
            Locations = [source.GetLocation(definition.Type.Start)],
        });
        return Introspection.Types[0];
    }

    private static GraphQLError At(VariableDefinitionNode definition, SourceText source, string message) =>
        new(message) { Code = ErrorCodes.BadUserInput, Locations = [source.GetLocation(definition.Start)] };
}
