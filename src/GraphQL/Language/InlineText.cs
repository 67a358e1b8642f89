using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Language;

/// <summary>Nodes without selection sets and fields as text: values, types, arguments, directives. Their length decides about line breaks.</summary>
internal static class InlineText
{
    /// <summary>What is longer is wrapped; line breaks count as characters.</summary>
    public const int MaxLineLength = 80;

    /// <summary>A value; long lists and objects take several lines.</summary>
    public static string Of(ValueNode value) => value switch
    {
        VariableNode variable => "$" + variable.Name.Value,
        IntValueNode number => number.Value,
        FloatValueNode number => number.Value,
        StringValueNode text => text.IsBlock ? BlockString.Quote(text.Value) : StringLiteral.Quote(text.Value),
        BooleanValueNode boolean => boolean.Value ? "true" : "false",
        NullValueNode => "null",
        EnumValueNode name => name.Value,
        ListValueNode list => List(list),
        ObjectValueNode fields => Object(fields),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.Kind, null),
    };

    /// <summary>A type reference.</summary>
    public static string Of(TypeNode type) => type switch
    {
        NamedTypeNode named => named.Name.Value,
        ListTypeNode list => $"[{Of(list.Type)}]",
        NonNullTypeNode nonNull => Of(nonNull.Type) + "!",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Kind, null),
    };

    /// <summary>An argument.</summary>
    public static string Of(ArgumentNode argument) => $"{argument.Name}: {Of(argument.Value)}";

    /// <summary>A field of an object value.</summary>
    public static string Of(ObjectFieldNode field) => $"{field.Name}: {Of(field.Value)}";

    /// <summary>A directive; its arguments stay on its line.</summary>
    public static string Of(DirectiveNode directive) =>
        directive.Arguments.IsEmpty ? "@" + directive.Name : $"@{directive.Name}({string.Join(", ", directive.Arguments.Select(Of))})";

    /// <summary>Directives with blanks between them; empty if there are none.</summary>
    public static string Of(ImmutableArray<DirectiveNode> directives) => string.Join(' ', directives.Select(Of));

    /// <summary>A variable definition.</summary>
    public static string Of(VariableDefinitionNode variable) =>
        Of(variable.Description) + InputValue("$" + variable.Variable.Name, variable.Type, variable.DefaultValue, variable.Directives);

    /// <summary>The definition of an argument or input field.</summary>
    public static string Of(InputValueDefinitionNode value) =>
        Of(value.Description) + InputValue(value.Name.Value, value.Type, value.DefaultValue, value.Directives);

    /// <summary>A description with the line break behind it; empty if there is none.</summary>
    public static string Of(StringValueNode? description) => description is null ? "" : Of((ValueNode)description) + "\n";

    /// <summary>Arguments of a definition in parentheses: on one line unless one of them needs several.</summary>
    public static string Of(ImmutableArray<InputValueDefinitionNode> arguments)
    {
        if (arguments.IsEmpty)
            return "";
        string[] texts = [.. arguments.Select(Of)];
        return HasLines(texts) ? $"({Indented(texts)}\n)" : $"({string.Join(", ", texts)})";
    }

    /// <summary>Variable definitions in parentheses: on one line unless one of them needs several.</summary>
    public static string Of(ImmutableArray<VariableDefinitionNode> variables)
    {
        if (variables.IsEmpty)
            return "";
        string[] texts = [.. variables.Select(Of)];
        return HasLines(texts) ? $"(\n{string.Join('\n', texts)}\n)" : $"({string.Join(", ", texts)})";
    }

    /// <summary>What precedes a field's arguments, and the arguments: on one line if they fit.</summary>
    public static string Of(string prefix, ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.IsEmpty)
            return prefix;
        string[] texts = [.. arguments.Select(Of)];
        var line = $"{prefix}({string.Join(", ", texts)})";
        return line.Length > MaxLineLength ? $"{prefix}({Indented(texts)}\n)" : line;
    }

    private static string InputValue(string name, TypeNode type, ValueNode? defaultValue, ImmutableArray<DirectiveNode> directives) =>
        $"{name}: {Of(type)}"
        + (defaultValue is null ? "" : " = " + Of(defaultValue))
        + (directives.IsEmpty ? "" : " " + Of(directives));

    private static string List(ListValueNode list)
    {
        string[] texts = [.. list.Items.Select(Of)];
        var line = $"[{string.Join(", ", texts)}]";
        return line.Length > MaxLineLength ? $"[{Indented(texts)}\n]" : line;
    }

    private static string Object(ObjectValueNode fields)
    {
        string[] texts = [.. fields.Fields.Select(Of)];
        var line = $"{{ {string.Join(", ", texts)} }}";
        return line.Length > MaxLineLength ? $"{{{Indented(texts)}\n}}" : line;
    }

    private static bool HasLines(string[] texts) => texts.Any(text => text.Contains('\n'));

    private static string Indented(string[] texts) =>
        "\n  " + string.Join('\n', texts).Replace("\n", "\n  ", StringComparison.Ordinal);
}
