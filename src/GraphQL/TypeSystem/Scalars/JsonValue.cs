using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Writes untyped values as JSON.</summary>
internal static class JsonValue
{
    private const int MaxDepth = 64;

    /// <summary>False for a CLR type that has no form in JSON, for NaN and infinity, and for what is nested more than 64 deep (or without end).</summary>
    public static bool TryWrite(object? value, JsonBuffer buffer, int depth)
    {
        switch (value)
        {
            case null:
                buffer.WriteNull();
                return true;
            case JsonElement json:
                Write(json, buffer);
                return json.ValueKind != JsonValueKind.Undefined;
            case string text:
                buffer.WriteString(text);
                return true;
            case bool flag:
                buffer.WriteBoolean(flag);
                return true;
            case byte or sbyte or short or ushort or int or uint or long:
                buffer.WriteNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return true;
            case ulong or decimal:
                buffer.WriteString(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            case double or float:
                var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                if (!double.IsFinite(number))
                    return false;
                buffer.WriteNumber(number);
                return true;
            case DateTimeOffset moment:
                return BuiltInScalars.DateTime.TryWrite(moment, buffer, out _);
            case DateOnly day:
                return BuiltInScalars.Date.TryWrite(day, buffer, out _);
            case Guid guid:
                buffer.WriteQuoted(guid);
                return true;
            case Enum:
                buffer.WriteString(value.ToString());
                return true;
            case IEnumerable<KeyValuePair<string, object?>> entries:
                return depth < MaxDepth && TryWriteObject(entries, buffer, depth + 1);
            case IEnumerable items:
                return depth < MaxDepth && TryWriteArray(items, buffer, depth + 1);
            default:
                return false;
        }
    }

    private static bool TryWriteObject(IEnumerable<KeyValuePair<string, object?>> entries, JsonBuffer buffer, int depth)
    {
        var separator = (byte)'{';
        foreach (var (key, item) in entries)
        {
            buffer.WriteByte(separator);
            buffer.WriteString(key);
            buffer.WriteByte((byte)':');
            if (!TryWrite(item, buffer, depth))
                return false;
            separator = (byte)',';
        }

        buffer.WriteRaw(separator == '{' ? "{}"u8 : "}"u8);
        return true;
    }

    private static bool TryWriteArray(IEnumerable items, JsonBuffer buffer, int depth)
    {
        var separator = (byte)'[';
        foreach (var item in items)
        {
            buffer.WriteByte(separator);
            if (!TryWrite(item, buffer, depth))
                return false;
            separator = (byte)',';
        }

        buffer.WriteRaw(separator == '[' ? "[]"u8 : "]"u8);
        return true;
    }

    /// <summary>Token by token: the raw text may hold line breaks between tokens, which would end a server-sent event.</summary>
    private static void Write(JsonElement json, JsonBuffer buffer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Undefined:
                break;
            case JsonValueKind.Object:
                var separator = (byte)'{';
                foreach (var property in json.EnumerateObject())
                {
                    buffer.WriteByte(separator);
                    buffer.WriteByte((byte)'"');
                    buffer.WriteRaw(JsonMarshal.GetRawUtf8PropertyName(property));
                    buffer.WriteRaw("\":"u8);
                    Write(property.Value, buffer);
                    separator = (byte)',';
                }

                buffer.WriteRaw(separator == '{' ? "{}"u8 : "}"u8);
                break;
            case JsonValueKind.Array:
                var comma = (byte)'[';
                foreach (var item in json.EnumerateArray())
                {
                    buffer.WriteByte(comma);
                    Write(item, buffer);
                    comma = (byte)',';
                }

                buffer.WriteRaw(comma == '[' ? "[]"u8 : "]"u8);
                break;
            default:
                buffer.WriteRaw(JsonMarshal.GetRawUtf8Value(json));
                break;
        }
    }
}
