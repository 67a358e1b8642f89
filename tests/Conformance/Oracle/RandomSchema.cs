using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CrmGraph.GraphQL.TypeSystem.Sdl;

namespace CrmGraph.Conformance.Oracle;

/// <summary>
/// Writes valid SDL: every kind of type, interfaces that implement interfaces, oneOf inputs, defaults, deprecation, custom directives.
/// </summary>
internal sealed partial class RandomSchema
{
    private readonly Dice dice;
    private readonly StringBuilder text = new();
    private readonly string[] enums;
    private readonly string[] scalars;
    private readonly string[] inputs;
    private readonly string[] interfaces;
    private readonly string[] objects;
    private readonly string[] unions;
    private readonly Dictionary<string, string[]> implemented = [];
    private readonly Dictionary<string, List<(string Name, string Arguments, string Type)>> required = [];
    private readonly List<string> defaultTypes = [];

    private RandomSchema(Dice dice)
    {
        this.dice = dice;
        enums = Names("E", 1, 3);
        scalars = Names("S", 0, 2);
        inputs = Names("I", 1, 4);
        interfaces = Names("N", 1, 4);
        objects = Names("T", 2, 5);
        unions = Names("U", 1, 2);
    }

    /// <summary>The SDL of a valid schema.</summary>
    public static string Write(Dice dice)
    {
        var schema = new RandomSchema(dice);
        schema.Define();
        return schema.WithDefaults();
    }

    private void Define()
    {
        if (dice.Chance(15))
            Line($"{Description("")}schema @tag(name: \"s\") {{ query: Query{(dice.Chance(50) ? " mutation: T0" : "")} }}");
        Line($"{Description("")}directive @tag(name: String{Default("String")}{Deprecated()}, level: Int) repeatable on SCHEMA | OBJECT | FIELD_DEFINITION | ENUM_VALUE | INPUT_FIELD_DEFINITION | FIELD | INLINE_FRAGMENT | QUERY");
        Line($"directive @once(x: {Input(-1)}) on FIELD | FRAGMENT_SPREAD | FRAGMENT_DEFINITION | VARIABLE_DEFINITION | MUTATION");
        foreach (var name in scalars)
            Line($"{Description("")}scalar {name}{(dice.Chance(50) ? " @specifiedBy(url: \"https://example.com/" + name + "\")" : "")}");
        foreach (var name in enums)
            Block($"enum {name}", [.. Names("V" + name, 1, 4).Select(v => v + Deprecated() + Tag())]);
        for (var i = 0; i < inputs.Length; i++)
            InputObject(i);
        for (var i = 0; i < interfaces.Length; i++)
            Composite("interface", interfaces[i], interfaces[..i]);
        foreach (var name in objects)
            Composite("type", name, interfaces);
        foreach (var name in unions)
            Line($"{Description("")}union {name} = {string.Join(" | ", dice.Some(objects, 4).DefaultIfEmpty(objects[0]))}");
        Composite("type", "Query", dice.Chance(20) ? interfaces : []);
        if (dice.Chance(60))
            Composite("type", "Mutation", []);
        if (dice.Chance(30))
            Composite("type", "Subscription", []);
        if (dice.Chance(30))
            Block("extend type Query", [$"extended: {Output()}"]);
    }

    private void InputObject(int index)
    {
        var isOneOf = dice.Chance(25);
        var fields = Names("f", 1, 4).Select((f, i) =>
        {
            if (isOneOf)
                return $"{f}: {(i == 0 ? "Int" : Input(index).TrimEnd('!'))}{Deprecated()}{Tag()}";
            var type = Input(index);
            // A default of an input object may only name objects defined before, so that defaults do not contain themselves.
            var hasDefault = !type.Contains('I', StringComparison.Ordinal) || type.Contains("Int", StringComparison.Ordinal);
            return Deprecable(f, type, hasDefault ? Default(type) : "");
        });
        Block($"input {inputs[index]}{(isOneOf ? " @oneOf" : "")}", [.. fields]);
    }

    private void Composite(string keyword, string name, string[] candidates)
    {
        string[] parents = [.. dice.Some(candidates, 2).SelectMany(p => implemented[p].Append(p)).Distinct()];
        implemented[name] = parents;
        var fields = parents.SelectMany(p => required[p]).OrderByDescending(f => f.Type.EndsWith('!')).DistinctBy(f => f.Name)
            .Select(f => f with { Type = !f.Type.EndsWith('!') && dice.Chance(30) ? f.Type + "!" : f.Type }).ToList();
        var isInterface = keyword == "interface";
        var own = isInterface ? Names($"n{name}", 1, 2) : Names("a", 2, 6);
        fields.AddRange(own.Select(f => (f, string.Join(", ", Names("x", 0, 2).Select(Argument)), Output())));
        required[name] = fields;
        Block(
            $"{keyword} {name}{(parents.Length > 0 ? " implements " + string.Join(" & ", parents) : "")}{(dice.Chance(10) && !isInterface ? " @tag" : "")}",
            [.. fields.Select(f => $"{f.Name}{(f.Arguments.Length > 0 ? $"({f.Arguments})" : "")}: {f.Type}{(own.Contains(f.Name) ? Deprecated() : "")}{(isInterface ? "" : Tag())}")]);
    }

    private string Argument(string name)
    {
        var type = Input(inputs.Length);
        return Deprecable(name, type, Default(type));
    }

    // Only what need not be given may be deprecated.
    private string Deprecable(string name, string type, string value) => $"{name}: {type}{value}{(type.EndsWith('!') ? "" : Deprecated())}";

    private string Input(int below)
    {
        string[] leaves = ["Int", "Float", "String", "Boolean", "ID", .. enums, .. scalars];
        if (below < 0 || !dice.Chance(30))
            return Wrap(dice.Pick(leaves), mayBeNonNull: true);
        var index = dice.Below(inputs.Length);
        return Wrap(inputs[index], mayBeNonNull: index < below);
    }

    private string Output() => Wrap(
        dice.Chance(45) ? dice.Pick(["Int", "Float", "String", "Boolean", "ID", .. enums, .. scalars]) : dice.Pick([.. interfaces, .. objects, .. unions]),
        mayBeNonNull: true);

    private string Wrap(string name, bool mayBeNonNull)
    {
        var mark = mayBeNonNull && dice.Chance(30) ? "!" : "";
        if (!dice.Chance(25))
            return name + mark;
        return dice.Chance(25) ? $"[[{name}{mark}]{(mayBeNonNull && dice.Chance(30) ? "!" : "")}]{mark}" : $"[{name}{mark}]{(mayBeNonNull && dice.Chance(30) ? "!" : "")}";
    }

    // A place for a default, filled in when all input types are known.
    private string Default(string type)
    {
        if (!dice.Chance(25))
            return "";
        defaultTypes.Add(type);
        return $"«{defaultTypes.Count - 1}»";
    }

    private string WithDefaults()
    {
        var draft = text.ToString();
        var schema = SdlSchemaBuilder.Build(Place().Replace(draft, ""));
        var values = new RandomValue(dice);
        return Place().Replace(draft, m => " = " + values.Literal(
            schema.FindType(GraphQL.Language.Parser.ParseType(defaultTypes[int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)]))!, depth: 0));
    }

    private string Deprecated() => dice.Chance(10) ? dice.Pick(" @deprecated", " @deprecated(reason: \"Use another.\")", " @deprecated(reason: \"\")") : "";

    private string Tag() => dice.Chance(5) ? " @tag(name: \"t\") @tag(level: 2)" : "";

    private string Description(string indent) => dice.Chance(15)
        ? indent + dice.Pick("\"Short.\"", "\"\"\"Block.\"\"\"", $"\"\"\"\n{indent}Two\n{indent}  lines \\\"\"\" 客户\n{indent}\"\"\"", "\"\"", "\"ends with \\\\\"") + "\n" + indent
        : indent;

    private void Block(string head, string[] lines)
    {
        text.Append(head.StartsWith("extend", StringComparison.Ordinal) ? "" : Description("")).Append(head).Append(" {\n");
        foreach (var line in lines)
            text.Append(Description("  ")).Append(line).Append('\n');
        text.Append("}\n\n");
    }

    private void Line(string line) => text.Append(line).Append("\n\n");

    private string[] Names(string prefix, int least, int most) =>
        [.. Enumerable.Range(0, dice.Between(least, most)).Select(i => prefix + i.ToString(CultureInfo.InvariantCulture))];

    [GeneratedRegex("«([0-9]+)»")]
    private static partial Regex Place();
}
