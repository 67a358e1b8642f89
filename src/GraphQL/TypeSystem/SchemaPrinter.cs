using System.Text;
using CrmGraph.GraphQL.Language;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>Prints a schema as SDL, without what every schema has: specified scalars and directives, introspection types.</summary>
public static class SchemaPrinter
{
    /// <summary>The SDL, definitions with an empty line between them, without one at the end.</summary>
    public static string Print(Schema schema, SchemaPrinterOptions? options = null)
    {
        options ??= SchemaPrinterOptions.AsDefined;
        var definitions = new List<string>();
        if (SchemaDefinition(schema) is { } definition)
            definitions.Add(definition);
        var directives = schema.Directives.Where(d => !SpecifiedDirectives.IsSpecified(d));
        var types = schema.Types.Where(t => !Scalars.BuiltInScalars.IsSpecified(t) && !Introspection.IsIntrospectionType(t));
        if (options.SortTypes)
        {
            directives = directives.OrderBy(d => d.Name, StringComparer.Ordinal);
            types = types.OrderBy(t => t.Name, StringComparer.Ordinal);
        }

        definitions.AddRange(directives.Select(d => Directive(d, options)));
        definitions.AddRange(types.Select(t => Type(t, options)));
        return string.Join("\n\n", definitions);
    }

    /// <summary>The SDL of one type.</summary>
    public static string Print(NamedType type, SchemaPrinterOptions? options = null) => Type(type, options ?? SchemaPrinterOptions.AsDefined);

    /// <summary>Left out where the roots have their customary names and no other type has one of these.</summary>
    private static string? SchemaDefinition(Schema schema)
    {
        var isCustomary = ReferenceEquals(schema.QueryType, schema.FindType("Query"))
            && ReferenceEquals(schema.MutationType, schema.FindType("Mutation"))
            && ReferenceEquals(schema.SubscriptionType, schema.FindType("Subscription"));
        if ((isCustomary && schema.Description is null) || (schema.QueryType ?? schema.MutationType ?? schema.SubscriptionType) is null)
            return null;
        var text = new StringBuilder(Description(schema.Description, "", isFirst: true)).Append("schema {\n");
        if (schema.QueryType is { } query)
            text.Append("  query: ").Append(query.Name).Append('\n');
        if (schema.MutationType is { } mutation)
            text.Append("  mutation: ").Append(mutation.Name).Append('\n');
        if (schema.SubscriptionType is { } subscription)
            text.Append("  subscription: ").Append(subscription.Name).Append('\n');
        return text.Append('}').ToString();
    }

    private static string Directive(DirectiveType directive, SchemaPrinterOptions options) =>
        $"{Description(directive.Description, "", isFirst: true)}directive @{directive.Name}{Arguments(directive.Arguments, "", options)}"
        + $"{(directive.IsRepeatable ? " repeatable" : "")} on {string.Join(" | ", Ordered(directive.Locations, l => l, options))}";

    private static string Type(NamedType type, SchemaPrinterOptions options) => Description(type.Description, "", isFirst: true) + type switch
    {
        ScalarType scalar => $"scalar {type}{(scalar.SpecifiedBy is { } url ? $" @specifiedBy(url: {StringLiteral.Quote(url)})" : "")}",
        FieldsType fields => $"{(type is ObjectType ? "type" : "interface")} {type}{Implements(fields, options)}{Fields(fields, options)}",
        UnionType { Types.Length: 0 } => $"union {type}",
        UnionType union => $"union {type} = {string.Join(" | ", Ordered(union.Types, t => t.Name, options))}",
        EnumType enumType => $"enum {type}" + Block(Ordered(enumType.Values, v => v.Name, options).Select(
            (v, i) => $"{Description(v.Description, "  ", i == 0)}  {v.Name}{Deprecated(v.DeprecationReason)}")),
        InputObjectType input => $"input {type}{(input.IsOneOf ? " @oneOf" : "")}" + Block(Ordered(input.Fields, f => f.Name, options).Select(
            (f, i) => $"{Description(f.Description, "  ", i == 0)}  {Input(f)}")),
        _ => throw new ArgumentException($"{type} is of no known kind.", nameof(type)),
    };

    private static string Implements(FieldsType type, SchemaPrinterOptions options) =>
        type.Interfaces.Length == 0 ? "" : $" implements {string.Join(" & ", Ordered(type.Interfaces, i => i.Name, options))}";

    private static string Fields(FieldsType type, SchemaPrinterOptions options) => Block(Ordered(type.Fields, f => f.Name, options).Select(
        (f, i) => $"{Description(f.Description, "  ", i == 0)}  {f.Name}{Arguments(f.Arguments, "  ", options)}: {f.Type}{Deprecated(f.DeprecationReason)}"));

    private static string Arguments(IReadOnlyList<InputValue> arguments, string indent, SchemaPrinterOptions options)
    {
        if (arguments.Count == 0)
            return "";
        var ordered = Ordered(arguments, a => a.Name, options);
        if (arguments.All(a => string.IsNullOrEmpty(a.Description)))
            return $"({string.Join(", ", ordered.Select(Input))})";
        var lines = ordered.Select((a, i) => $"{Description(a.Description, $"  {indent}", i == 0)}  {indent}{Input(a)}");
        return $"(\n{string.Join('\n', lines)}\n{indent})";
    }

    private static string Input(InputValue input) =>
        $"{input.Name}: {input.Type}{(input.DefaultValue is { } literal ? $" = {InlineText.Of(literal)}" : "")}{Deprecated(input.DeprecationReason)}";

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        SpecifiedDirectives.DefaultDeprecationReason => " @deprecated",
        _ => $" @deprecated(reason: {StringLiteral.Quote(reason)})",
    };

    /// <summary>A description on lines of its own; an empty line sets it off from what stands before it in a block.</summary>
    private static string Description(string? description, string indent, bool isFirst)
    {
        if (description is null)
            return "";
        var text = IsBlockText(description) ? BlockString.Quote(description) : StringLiteral.Quote(description);
        return $"{(indent.Length > 0 && !isFirst ? "\n" : "")}{indent}{text.Replace("\n", $"\n{indent}", StringComparison.Ordinal)}\n";
    }

    /// <summary>Whether a block string would read back as the same text: it takes blank lines at either end and common indentation away.</summary>
    private static bool IsBlockText(string text)
    {
        if (text.Length == 0)
            return true;
        if (text.Any(c => c < '\x10' && c is not ('\t' or '\n')))
            return false;
        var lines = text.Split('\n');
        if (lines[0].Trim(' ', '\t').Length == 0 || lines[^1].Trim(' ', '\t').Length == 0)
            return false;
        var indented = lines.Skip(1).Where(l => l.Trim(' ', '\t').Length > 0).ToList();
        return !(lines[0][0] is ' ' or '\t') || indented.Count == 0 || indented.Any(l => l[0] is not (' ' or '\t'));
    }

    private static string Block(IEnumerable<string> items) => string.Join('\n', items) is { Length: > 0 } lines ? $" {{\n{lines}\n}}" : "";

    private static IEnumerable<T> Ordered<T>(IEnumerable<T> items, Func<T, string> name, SchemaPrinterOptions options) =>
        options.SortMembers ? items.OrderBy(name, StringComparer.Ordinal) : items;
}
