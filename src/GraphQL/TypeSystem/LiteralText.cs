using System.Globalization;
using System.Text;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A literal on one line, for messages, <c>defaultValue</c> of introspection and printed schemas.</summary>
internal static class LiteralText
{
    /// <summary>The literal as text; a block string as a plain one.</summary>
    public static string Of(ValueNode literal)
    {
        var text = new StringBuilder();
        Append(text, literal);
        return text.ToString();
    }

    /// <summary>A string in quotes with the escapes of spec 2.10.4.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2);
        AppendQuoted(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ValueNode literal)
    {
        switch (literal)
        {
            case IntValueNode node:
                text.Append(node.Value);
                break;
            case FloatValueNode node:
                text.Append(node.Value);
                break;
            case StringValueNode node:
                AppendQuoted(text, node.Value);
                break;
            case BooleanValueNode node:
                text.Append(node.Value ? "true" : "false");
                break;
            case EnumValueNode node:
                text.Append(node.Value);
                break;
            case VariableNode node:
                text.Append('$').Append(node.Name.Value);
                break;
            case ListValueNode node:
                AppendList(text, node);
                break;
            case ObjectValueNode node:
                AppendObject(text, node);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendList(StringBuilder text, ListValueNode list)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            Append(text, list.Items[i]);
        }

        text.Append(']');
    }

    private static void AppendObject(StringBuilder text, ObjectValueNode value)
    {
        text.Append('{');
        for (var i = 0; i < value.Fields.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            text.Append(value.Fields[i].Name.Value).Append(": ");
            Append(text, value.Fields[i].Value);
        }

        text.Append('}');
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or (>= '\x7f' and <= '\x9f') => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
