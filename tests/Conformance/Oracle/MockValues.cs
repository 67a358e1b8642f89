using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Conformance.Oracle;

/// <summary>An object of the mocked schema: its type and the hash its fields follow from.</summary>
internal sealed record MockObject(uint Hash, string Type);

/// <summary>
/// Values that follow from a hash of where they stand, by the same rules as node/oracle/mock.mjs: nulls, exceptions, lists of lists, and values
/// that do not fit their type, at the same places in both engines.
/// </summary>
internal static class MockValues
{
    /// <summary>The value of a field.</summary>
    /// <exception cref="GraphQLException">Now and then.</exception>
    public static object? Of(Schema schema, OutputField field, MockObject parent, object?[] arguments)
    {
        var hash = Mix(parent.Hash, field.Name + Canonical(field.Arguments.Select((a, i) => (a.Name, arguments[i]))));
        if (Mix(hash, "throw") % 24 == 0)
            throw new GraphQLException("MOCKED", string.Create(CultureInfo.InvariantCulture, $"{field.Name} failed ({hash})."));
        return ValueOf(schema, field.Type, hash);
    }

    /// <summary>A hash and text to another hash; never changes, since node/oracle/mock.mjs does the same.</summary>
    public static uint Mix(uint hash, string text)
    {
        foreach (var unit in text)
            hash = (hash ^ unit) * 16777619;
        hash = (hash ^ (hash >> 15)) * 0x2c1b3c6d;
        hash = (hash ^ (hash >> 12)) * 0x297a2d39;
        return hash ^ (hash >> 15);
    }

    private static object? ValueOf(Schema schema, GraphQLType type, uint hash) => type is NonNullType nonNull
        ? Mix(hash, "null") % 60 == 0 ? null : Present(schema, nonNull.OfType, hash)
        : Mix(hash, "null") % 8 == 0 ? null : Present(schema, type, hash);

    private static object? Present(Schema schema, GraphQLType type, uint hash)
    {
        var kind = Mix(hash, "kind") % 30;
        switch (type)
        {
            case ListType list:
                if (Mix(hash, "odd") % 60 == 0)
                    return 7;
                return Enumerable.Range(0, (int)(Mix(hash, "count") % 4))
                    .Select(i => ValueOf(schema, list.OfType, Mix(hash, string.Create(CultureInfo.InvariantCulture, $"item{i}")))).ToArray();
            case ScalarType scalar:
                return Scalar(scalar.Name, hash, kind);
            case EnumType values:
                return kind == 0 ? "NOT_A_VALUE" : values.Values[(int)(hash % values.Values.Length)].Name;
            case ObjectType:
                return new MockObject(hash, type.Named.Name);
            default:
                var possible = schema.PossibleTypes(type.Named).Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
                if (possible.Length == 0)
                    return null;
                return new MockObject(hash, Mix(hash, "odd") % 40 == 0 ? schema.QueryType!.Name : possible[hash % possible.Length]);
        }
    }

    private static object Scalar(string name, uint hash, uint kind) => (name, kind) switch
    {
        ("Int", 0) => 3000000000L,
        ("Int" or "String" or "ID", 1) when name == "Int" => 1.5,
        ("Int", 2) => "many",
        ("Int", 3) => true,
        ("Int", 4) => "12",
        ("Int", _) => (int)(hash % 2000) - 1000,
        ("Float", 0) => "0.5",
        ("Float", 1) => "many",
        ("Float", 2) => true,
        ("Float", 3) => 7,
        ("Float", 4) => "",
        ("Float", _) => hash % 100000 / 8.0,
        ("String", 0) => 12,
        ("String", 1) => true,
        ("String", 2) => 1.5,
        ("String", 3) => "a \"quoted\"\n客户 🙂 \u0001",
        ("String", _) => string.Create(CultureInfo.InvariantCulture, $"s{hash}"),
        ("Boolean", 0) => 1,
        ("Boolean", 1) => 0,
        ("Boolean", 2) => "yes",
        ("Boolean", _) => hash % 2 == 0,
        ("ID", 0) => 42,
        ("ID", 1) => true,
        ("ID", 2) => 1.5,
        ("ID", 3) => -7,
        ("ID", _) => string.Create(CultureInfo.InvariantCulture, $"id{hash}"),
        _ => Custom(hash),
    };

    private static object Custom(uint hash) => (hash % 5) switch
    {
        0 => (int)(hash % 1000),
        1 => string.Create(CultureInfo.InvariantCulture, $"c{hash}"),
        2 => new object?[] { 1, "a", null, new Dictionary<string, object?> { ["b"] = true } },
        3 => new Dictionary<string, object?> { ["a"] = new object?[] { 0.5 }, ["b"] = new Dictionary<string, object?> { ["c"] = "d" } },
        _ => hash % 3 == 0,
    };

    // A coerced value as text that does not depend on how a language writes numbers or orders keys.
    private static string Canonical(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}"),
        int or long or double => $"#{BitConverter.DoubleToInt64Bits(Convert.ToDouble(value, CultureInfo.InvariantCulture)):x}",
        JsonElement json => Canonical(json),
        InputObjectValue input => Canonical(input.Type.Fields.Select((f, i) => (f.Name, input.Values[i]))),
        System.Collections.IEnumerable list => $"[{string.Join(',', list.Cast<object?>().Select(Canonical))}]",
        _ => throw new ArgumentException($"{value.GetType()} is no coerced value.", nameof(value)),
    };

    private static string Canonical(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Canonical((object?)json.GetDouble()),
        JsonValueKind.String => Canonical((object?)json.GetString()),
        JsonValueKind.Array => $"[{string.Join(',', json.EnumerateArray().Select(Canonical))}]",
        _ => Canonical(json.EnumerateObject().Select(p => (p.Name, (object?)p.Value))),
    };

    private static string Canonical(IEnumerable<(string Name, object? Value)> entries) =>
        $"{{{string.Join(',', entries.Where(e => !ReferenceEquals(e.Value, InputObjectValue.Absent)).OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => $"{e.Name}={Canonical(e.Value)}"))}}}";
}
