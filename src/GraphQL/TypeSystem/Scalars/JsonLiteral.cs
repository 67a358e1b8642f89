using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>The way between literals and JSON for values without a type.</summary>
internal static class JsonLiteral
{
    /// <summary>The JSON of a literal without variables; enum values become strings.</summary>
    public static JsonElement ToJson(ValueNode literal)
    {
        using var buffer = new JsonBuffer(256);
        Write(literal, buffer);
        return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = 1000 });
    }

    /// <summary>The literal of JSON.</summary>
    /// <exception cref="ArgumentException">An object has a key that is not a name of GraphQL.</exception>
    public static ValueNode FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new ObjectValueNode(
            [.. json.EnumerateObject().Select(p => new ObjectFieldNode(new NameNode(Named(p), 0, 0), FromJson(p.Value), 0, 0))], 0, 0),
        JsonValueKind.Array => new ListValueNode([.. json.EnumerateArray().Select(FromJson)], 0, 0),
        JsonValueKind.String => new StringValueNode(JsonText.TryGetString(json, out var text) ? text : json.GetRawText(), isBlock: false, 0, 0),
        JsonValueKind.Number => json.GetRawText() is var number && number.AsSpan().IndexOfAny('.', 'e', 'E') < 0
            ? new IntValueNode(number, 0, 0)
            : new FloatValueNode(number, 0, 0),
        JsonValueKind.True or JsonValueKind.False => new BooleanValueNode(json.ValueKind == JsonValueKind.True, 0, 0),
        _ => new NullValueNode(0, 0),
    };

    private static string Named(JsonProperty property)
    {
        var name = JsonText.NameOf(property);
        var isName = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        return isName ? name : throw new ArgumentException($"{Inspect.Text(name)} is not a name, so the object has no literal.", nameof(property));
    }

    private static void Write(ValueNode literal, JsonBuffer buffer)
    {
        switch (literal)
        {
            case StringValueNode node:
                buffer.WriteString(node.Value);
                break;
            case EnumValueNode node:
                buffer.WriteString(node.Value);
                break;
            case BooleanValueNode node:
                buffer.WriteBoolean(node.Value);
                break;
            case IntValueNode or FloatValueNode:
                buffer.WriteRaw(System.Text.Encoding.UTF8.GetBytes(InlineText.Of(literal)));
                break;
            case ListValueNode node:
                buffer.WriteByte((byte)'[');
                for (var i = 0; i < node.Items.Length; i++)
                {
                    if (i > 0)
                        buffer.WriteByte((byte)',');
                    Write(node.Items[i], buffer);
                }

                buffer.WriteByte((byte)']');
                break;
            case ObjectValueNode node:
                buffer.WriteByte((byte)'{');
                for (var i = 0; i < node.Fields.Length; i++)
                {
                    if (i > 0)
                        buffer.WriteByte((byte)',');
                    buffer.WriteString(node.Fields[i].Name.Value);
                    buffer.WriteByte((byte)':');
                    Write(node.Fields[i].Value, buffer);
                }

                buffer.WriteByte((byte)'}');
                break;
            default:
                buffer.WriteNull();
                break;
        }
    }
}
