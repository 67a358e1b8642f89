using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>Coerces JSON to input types and collects every fault on the way (spec 3.5 to 3.12, input coercion).</summary>
internal sealed class JsonCoercion(InputErrors errors)
{
    private const int MaxDepth = 200;
    private int depth;

    /// <summary>The runtime value; of no meaning if there are errors.</summary>
    public object? Coerce(JsonElement json, GraphQLType type, InputPath? path)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            if (type is NonNullType)
                errors.Add(path, json, InputMessages.NullNotAllowed(type));
            return null;
        }

        switch (type.Nullable)
        {
            case ScalarType scalar:
                if (!scalar.TryReadJson(json, out var value, out var error))
                    errors.Add(path, json, error);
                return value;
            case EnumType enumType:
                return CoerceEnum(json, enumType, path);
            case ListType list:
                return Nested(json, path) ? Leave(CoerceList(json, list, path)) : null;
            case InputObjectType input:
                return Nested(json, path) ? Leave(CoerceObject(json, input, path)) : null;
            default:
                throw new ArgumentException($"{type} is not an input type.", nameof(type));
        }
    }

    private object? CoerceEnum(JsonElement json, EnumType type, InputPath? path)
    {
        if (!JsonText.TryGetString(json, out var name))
            errors.Add(path, json, InputMessages.NotAString(type, Inspect.Json(json)));
        else if (type.FindByName(name) is { } value)
            return value.Value;
        else
            errors.Add(path, json, InputMessages.UnknownEnumValue(type, name));
        return null;
    }

    private object?[] CoerceList(JsonElement json, ListType list, InputPath? path)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return [Coerce(json, list.OfType, path)];
        var items = new object?[json.GetArrayLength()];
        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (errors.IsFull)
                break;
            items[i] = Coerce(item, list.OfType, new InputPath(path, null, i));
            i++;
        }

        return items;
    }

    private object? CoerceObject(JsonElement json, InputObjectType type, InputPath? path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, json, InputMessages.NotAnObject(type));
            return null;
        }

        var given = Sort(json, type, out var unknown);
        var values = new object?[type.Fields.Length];
        for (var i = 0; i < values.Length && !errors.IsFull; i++)
        {
            var field = type.Fields[i];
            if (given[i].ValueKind != JsonValueKind.Undefined)
                values[i] = Coerce(given[i], field.Type, new InputPath(path, field.Name, 0));
            else if (field.IsRequired)
                errors.Add(path, json, InputMessages.MissingField(field));
            else
                values[i] = field.CoercedDefault;
        }

        foreach (var name in unknown ?? [])
            errors.Add(path, json, InputMessages.UnknownField(type, name));
        if (type.IsOneOf)
            CheckOneOf(json, type, given, path);
        return errors.Any ? null : InputCoercion.Create(type, values);
    }

    /// <summary>The given values in the order of the type's fields; the last wins where a key stands twice, as in JavaScript.</summary>
    private static JsonElement[] Sort(JsonElement json, InputObjectType type, out List<string>? unknown)
    {
        var given = new JsonElement[type.Fields.Length];
        unknown = null;
        foreach (var property in json.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            var index = type.IndexOf(name);
            if (index >= 0)
                given[index] = property.Value;
            else if (unknown is null || unknown.Count < 100)
                (unknown ??= []).Add(name);
        }

        return given;
    }

    private void CheckOneOf(JsonElement json, InputObjectType type, JsonElement[] given, InputPath? path)
    {
        if (given.Count(g => g.ValueKind != JsonValueKind.Undefined) != 1)
            errors.Add(path, json, InputMessages.NotExactlyOne(type));
        var first = Array.FindIndex(given, g => g.ValueKind != JsonValueKind.Undefined);
        if (first >= 0 && given[first].ValueKind == JsonValueKind.Null)
            errors.Add(new InputPath(path, type.Fields[first].Name, 0), given[first], InputMessages.NullInOneOf(type.Fields[first].Name));
    }

    private bool Nested(JsonElement json, InputPath? path)
    {
        if (++depth <= MaxDepth)
            return true;
        depth--;
        errors.Add(path, json, InputMessages.TooDeep(MaxDepth));
        return false;
    }

    [return: NotNullIfNotNull(nameof(value))]
    private object? Leave(object? value)
    {
        depth--;
        return value;
    }
}
