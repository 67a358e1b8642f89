using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Writes values of input types, as literals and as JSON: those that fit and those that do not.</summary>
internal sealed class RandomValue(Dice dice)
{
    private static readonly string[] Texts = ["", "a", "with \"quotes\"", "客户 🙂", "two\nlines", "\\ back", "tab\t", "x y"];

    /// <summary>A literal that fits the type.</summary>
    /// <param name="type">An input type.</param>
    /// <param name="depth">How many levels of optional input objects it may go down.</param>
    /// <param name="variable">Gives the name of a variable to use instead, or null.</param>
    public string Literal(GraphQLType type, int depth, Func<GraphQLType, string?>? variable = null)
    {
        if (variable?.Invoke(type) is { } name)
            return $"${name}";
        if (type is NonNullType nonNull)
            return Present(nonNull.OfType, depth, variable);
        return dice.Chance(12) ? "null" : Present(type, depth, variable);
    }

    /// <summary>A JSON value that fits the type.</summary>
    public string Json(GraphQLType type, int depth)
    {
        if (type is not NonNullType && dice.Chance(12))
            return "null";
        switch (type.Nullable)
        {
            case ListType list:
                return dice.Chance(15)
                    ? Json(list.OfType is NonNullType ? list.OfType : new NonNullType(list.OfType), depth)
                    : $"[{string.Join(',', Times(0, 3, () => Json(list.OfType, depth)))}]";
            case EnumType values:
                return JsonSerializer.Serialize(dice.Pick(values.Values).Name);
            case InputObjectType input:
                return $"{{{string.Join(',', Fields(input, depth).Select(f => $"\"{f.Name}\":{Json(input.IsOneOf ? new NonNullType(f.Type) : f.Type, depth - 1)}"))}}}";
            default:
                return JsonScalar(type.Named.Name);
        }
    }

    /// <summary>A JSON value that hardly fits any type.</summary>
    public string BadJson(int depth = 2) => dice.Below(12) switch
    {
        0 => "null",
        1 => "\"\"",
        2 => "\"NOT_THERE\"",
        3 => "2147483648",
        4 => "1.5",
        5 => "-1e40",
        6 => "true",
        7 => "[null]",
        8 => "{\"unknown\":1}",
        9 when depth > 0 => $"[{BadJson(depth - 1)},{BadJson(depth - 1)}]",
        10 when depth > 0 => $"{{\"f0\":{BadJson(depth - 1)},\"f1\":{BadJson(depth - 1)}}}",
        _ => "{}",
    };

    private string Present(GraphQLType type, int depth, Func<GraphQLType, string?>? variable)
    {
        switch (type)
        {
            case ListType list:
                return dice.Chance(15) && list.OfType.Nullable is not (ListType or InputObjectType)
                    ? Present(list.OfType.Nullable, depth, null)
                    : $"[{string.Join(", ", Times(0, 3, () => Literal(list.OfType, depth, variable)))}]";
            case EnumType values:
                return dice.Pick(values.Values).Name;
            case InputObjectType { IsOneOf: true } input:
                return Object(Fields(input, depth).Select(f => $"{f.Name}: {Literal(new NonNullType(f.Type), depth - 1, variable)}"));
            case InputObjectType input:
                return Object(Fields(input, depth).Select(f => $"{f.Name}: {Literal(f.Type, depth - 1, variable)}"));
            default:
                return Scalar(type.Named.Name);
        }
    }

    private static string Object(IEnumerable<string> fields) => $"{{{string.Join(", ", fields)}}}";

    private IEnumerable<InputValue> Fields(InputObjectType input, int depth)
    {
        if (input.IsOneOf)
        {
            var flat = input.Fields.Where(f => f.Type.Named is not InputObjectType).ToArray();
            return [dice.Pick<InputValue>(depth > 0 ? input.Fields : flat)];
        }

        return [.. input.Fields.Where(f => f.IsRequired || (dice.Chance(45) && (depth > 0 || f.Type.Named is not InputObjectType)))];
    }

    private string Scalar(string name) => name switch
    {
        "Int" => Number(-50, 50),
        "Float" => dice.Pick(Number(-50, 50), "1.5", "-0.25", "3e2", "0", "-0"),
        "Boolean" => dice.Pick("true", "false"),
        "ID" => dice.Chance(50) ? Number(0, 99) : Text(),
        "String" => Text(),
        _ => dice.Pick("7", "-1.5", "true", "WORD", "[1, [\"a\"], {}]", "{a: 1, b: {c: X}}", "\"text\""),
    };

    private string Text()
    {
        var text = dice.Pick(Texts);
        return dice.Chance(15) ? "\"\"\"block\n  of " + Number(1, 9) + "\"\"\"" : JsonSerializer.Serialize(text);
    }

    private string JsonScalar(string name) => name switch
    {
        "Int" => dice.Chance(10) ? Number(-50, 50) + ".0" : Number(-50, 50),
        "Float" => dice.Pick(Number(-50, 50), "1.5", "-0.25", "3e2", "1e-7"),
        "Boolean" => dice.Pick("true", "false"),
        "ID" => dice.Chance(50) ? Number(0, 99) : JsonSerializer.Serialize(dice.Pick(Texts)),
        "String" => JsonSerializer.Serialize(dice.Pick(Texts)),
        _ => dice.Pick("7", "-1.5", "true", "[1,[\"a\",null],{}]", "{\"b\":1,\"a\":{\"c\":null}}", "\"text\""),
    };

    private string Number(int least, int most) => dice.Between(least, most).ToString(CultureInfo.InvariantCulture);

    private string[] Times(int least, int most, Func<string> make) => [.. Enumerable.Range(0, dice.Between(least, most)).Select(_ => make())];
}
