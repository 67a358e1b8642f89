using System.Globalization;
using System.Text;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Conformance.Oracle;

/// <summary>A document for a schema, with values for its variables.</summary>
/// <param name="Document">The text.</param>
/// <param name="OperationName">The operation to run.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="OtherVariables">Another one, for the same document once more.</param>
internal sealed record OperationCase(string Document, string? OperationName, string Variables, string OtherVariables);

/// <summary>
/// Writes operations that follow a schema, and are valid but for an occasional conflict: arguments, variables, fragments, aliases,
/// directives. One selection stands on each line, so that lines can be moved about to make documents that are not valid.
/// </summary>
internal sealed class RandomOperation
{
    private readonly Schema schema;
    private readonly Dice dice;
    private readonly RandomValue values;
    private readonly Dictionary<string, string> signatures = [];
    private readonly List<(string Name, GraphQLType Type, string Definition)> variables = [];
    private readonly List<(string Name, string On)> fragments = [];
    private readonly StringBuilder fragmentText = new();
    private readonly string suffix;
    private int aliases;

    private RandomOperation(Schema schema, Dice dice, string suffix)
    {
        this.schema = schema;
        this.dice = dice;
        this.suffix = suffix;
        values = new RandomValue(dice);
    }

    /// <summary>A document with one operation, or sometimes two.</summary>
    public static OperationCase Write(Schema schema, Dice dice)
    {
        var count = dice.Chance(10) ? 2 : 1;
        var operations = Enumerable.Range(0, count).Select(i => new RandomOperation(schema, dice, i == 0 ? "" : "B")).ToArray();
        var name = count > 1 || dice.Chance(30) ? "Op" : null;
        var text = string.Join('\n', operations.Select((o, i) => o.Operation(name is null ? null : i == 0 ? name : name + "B")));
        return new OperationCase(text, name, operations[0].Variables(), operations[0].Variables());
    }

    private string Operation(string? name)
    {
        var (keyword, root) = dice.Below(10) switch
        {
            0 or 1 when schema.MutationType is { } mutation => ("mutation", mutation),
            2 when schema.SubscriptionType is { } subscription => ("subscription", subscription),
            _ => ("query", schema.QueryType!),
        };
        var body = new StringBuilder();
        if (keyword == "subscription")
            Field(body, dice.Pick<OutputField>(root.Fields), 3, "  ", mayHaveDirectives: false);
        else
            Selections(body, root, dice.Between(1, 4), "  ");
        if (keyword == "query" && dice.Chance(6))
            Introspect(body);
        var definitions = variables.Count == 0 ? "" : $"({string.Join(", ", variables.Select(v => v.Definition))})";
        var head = keyword == "query" && name is null && definitions.Length == 0 && dice.Chance(70) ? "" : $"{keyword}{(name is null ? "" : " " + name)}{definitions}{(dice.Chance(5) ? " @tag" : "")} ";
        return $"{head}{{\n{body}}}\n{fragmentText}";
    }

    private string Variables()
    {
        var entries = new List<string>();
        foreach (var (name, type, definition) in variables)
        {
            if (dice.Chance(3))
                entries.Add($"\"{name}\":{values.BadJson()}");
            else if ((type is NonNullType && !definition.Contains('=', StringComparison.Ordinal)) || dice.Chance(65))
                entries.Add($"\"{name}\":{values.Json(type, 2)}");
        }

        if (dice.Chance(5))
            entries.Add("\"extra\":1");
        return $"{{{string.Join(',', entries)}}}";
    }

    private void Selections(StringBuilder text, NamedType type, int depth, string indent)
    {
        var start = text.Length;
        for (var count = dice.Between(1, 4); count > 0; count--)
        {
            var roll = dice.Below(100);
            if (roll < 8)
                text.Append(indent).Append(dice.Chance(20) ? $"t{aliases++}: " : "").Append("__typename").Append(Directives("FIELD")).Append('\n');
            else if (roll < 20 && depth > 0)
                Inline(text, type, depth, indent);
            else if (roll < 32 && depth > 0)
                Spread(text, type, depth, indent);
            else if (type is FieldsType fields && Choose(fields, depth) is { } field)
                Field(text, field, depth, indent, mayHaveDirectives: true);
        }

        if (text.Length == start)
            text.Append(indent).Append("__typename\n");
    }

    private OutputField? Choose(FieldsType type, int depth)
    {
        OutputField[] candidates = [.. type.Fields.Where(f => depth > 0 || f.Type.IsLeaf)];
        return candidates.Length == 0 ? null : dice.Pick(candidates);
    }

    private void Field(StringBuilder text, OutputField field, int depth, string indent, bool mayHaveDirectives)
    {
        InputValue[] given = [.. field.Arguments.Where(a => a.IsRequired || dice.Chance(60))];
        var arguments = given.Length == 0 ? "" : $"({string.Join(", ", given.Select(a => $"{a.Name}: {values.Literal(a.Type, 2, t => Variable(t, a.DefaultValue is not null))}"))})";
        var signature = $"{field.Name}{arguments} {field.Type}";
        var key = dice.Chance(10) ? $"k{dice.Below(5)}" : field.Name;
        // The same key for something else would be a conflict; now and then it is left to be one.
        if (!signatures.TryAdd(key, signature) && signatures[key] != signature && !dice.Chance(3))
            key = $"k{10 + aliases++}";
        text.Append(indent).Append(key == field.Name ? "" : key + ": ").Append(field.Name).Append(arguments).Append(mayHaveDirectives ? Directives("FIELD") : "");
        if (field.Type.IsComposite)
        {
            text.Append(" {\n");
            Selections(text, field.Type.Named, depth - 1, indent + "  ");
            text.Append(indent).Append('}');
        }

        text.Append('\n');
    }

    private void Inline(StringBuilder text, NamedType type, int depth, string indent)
    {
        var on = dice.Chance(25) ? type : Overlapping(type);
        text.Append(indent).Append("...").Append(on == type && dice.Chance(60) ? "" : $" on {on.Name}").Append(Directives("INLINE_FRAGMENT")).Append(" {\n");
        Selections(text, on, depth - 1, indent + "  ");
        text.Append(indent).Append("}\n");
    }

    private void Spread(StringBuilder text, NamedType type, int depth, string indent)
    {
        var on = Overlapping(type);
        if (fragments.Find(f => f.On == on.Name) is not { Name: { } name } || dice.Chance(50))
        {
            name = $"F{fragments.Count}{suffix}";
            var body = new StringBuilder();
            // Not known before it is written, so no fragment comes to contain itself.
            Selections(body, on, depth - 1, "  ");
            while (fragments.Exists(f => f.Name == name))
                name += "x";
            fragments.Add((name, on.Name));
            fragmentText.Append("fragment ").Append(name).Append(" on ").Append(on.Name).Append(Directives("FRAGMENT_DEFINITION")).Append(" {\n").Append(body).Append("}\n");
        }

        text.Append(indent).Append("...").Append(name).Append(Directives("FRAGMENT_SPREAD")).Append('\n');
    }

    private NamedType Overlapping(NamedType type)
    {
        var possible = schema.PossibleTypes(type);
        NamedType[] candidates = [.. schema.Types.Where(t => t.IsComposite && schema.PossibleTypes(t).Any(possible.Contains))];
        return candidates.Length == 0 ? type : dice.Pick(candidates);
    }

    // A variable is used as its own type, or where a nullable one is wanted as non-null too.
    private string? Variable(GraphQLType type, bool hasDefault)
    {
        if (!dice.Chance(25))
            return null;
        var fitting = variables.FindAll(v => v.Type.IsEqualTo(type) || (v.Type is NonNullType n && n.OfType.IsEqualTo(type)));
        if (fitting.Count > 0 && dice.Chance(50))
            return dice.Pick(fitting).Name;
        var name = $"v{variables.Count}{suffix}";
        GraphQLType declared = type is not NonNullType && dice.Chance(20) ? new NonNullType(type) : type;
        var isNullableWithDefault = type is NonNullType && dice.Chance(20);
        if (isNullableWithDefault)
            declared = type.Nullable;
        else if (hasDefault && type is NonNullType && dice.Chance(30))
            declared = type.Nullable;
        var value = isNullableWithDefault || dice.Chance(20) ? " = " + values.Literal(isNullableWithDefault ? type : declared, 1) : "";
        variables.Add((name, declared, $"${name}: {declared}{value}{(dice.Chance(3) ? " @once" : "")}"));
        return name;
    }

    private string Directives(string location)
    {
        if (!dice.Chance(12))
            return "";
        if (location == "FRAGMENT_DEFINITION")
            return schema.FindDirective("once") is null ? "" : " @once";
        if (dice.Chance(15) && schema.Directives.FirstOrDefault(d => d.Name is "tag" or "once" && d.Locations.Contains(location) && d.Arguments.All(a => !a.IsRequired)) is { } own)
            return $" @{own.Name}";
        var condition = dice.Chance(50) ? dice.Pick("true", "false") : "$" + Flag();
        return $" @{dice.Pick("skip", "include")}(if: {condition})";
    }

    private string Flag()
    {
        var name = $"b{dice.Below(3).ToString(CultureInfo.InvariantCulture)}{suffix}";
        if (!variables.Exists(v => v.Name == name))
        {
            var flag = new NonNullType(GraphQL.TypeSystem.Scalars.BuiltInScalars.Boolean);
            variables.Add((name, flag, $"${name}: Boolean{(dice.Chance(20) ? " = true" : "!")}"));
        }

        return name;
    }

    private void Introspect(StringBuilder text)
    {
        var type = dice.Pick<NamedType>(schema.Types);
        text.Append("  __type(name: \"").Append(dice.Chance(10) ? "Nothing" : type.Name).Append("\") {\n    kind\n    name\n    description\n")
            .Append("    fields(includeDeprecated: true) {\n      name\n      type {\n        name\n        ofType {\n          name\n        }\n      }\n    }\n")
            .Append("    inputFields {\n      name\n      defaultValue\n    }\n    possibleTypes {\n      name\n    }\n    enumValues {\n      name\n    }\n  }\n");
    }
}
