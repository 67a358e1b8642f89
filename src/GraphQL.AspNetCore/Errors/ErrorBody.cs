using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.AspNetCore.Errors;

/// <summary>Writes the errors that arise in the transports themselves, in the response format of the specification (7.1).</summary>
internal static class ErrorBody
{
    /// <summary>Writes <c>{"errors":[…]}</c>.</summary>
    public static JsonBuffer Response(params IReadOnlyList<GraphQLError> errors)
    {
        var buffer = new JsonBuffer(512);
        buffer.WriteRaw("{\"errors\":"u8);
        WriteErrors(buffer, errors);
        buffer.WriteByte((byte)'}');
        return buffer;
    }

    /// <summary>Writes <c>[…]</c>.</summary>
    public static void WriteErrors(JsonBuffer buffer, IReadOnlyList<GraphQLError> errors)
    {
        buffer.WriteByte((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0)
                buffer.WriteByte((byte)',');
            WriteError(buffer, errors[i]);
        }

        buffer.WriteByte((byte)']');
    }

    private static void WriteError(JsonBuffer buffer, GraphQLError error)
    {
        buffer.WriteRaw("{\"message\":"u8);
        buffer.WriteString(error.Message);
        var extensions = new Dictionary<string, object?>();
        if (error.Code is { } code)
            extensions["code"] = code;
        foreach (var (name, value) in error.Extensions ?? new Dictionary<string, object?>())
            extensions[name] = value;
        if (extensions.Count > 0)
        {
            buffer.WriteRaw(",\"extensions\":"u8);
            WriteValue(buffer, extensions);
        }

        buffer.WriteByte((byte)'}');
    }

    private static void WriteValue(JsonBuffer buffer, object? value)
    {
        switch (value)
        {
            case null: buffer.WriteNull(); break;
            case string text: buffer.WriteString(text); break;
            case bool flag: buffer.WriteBoolean(flag); break;
            case double number: buffer.WriteNumber(number); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(buffer, map); break;
            case System.Collections.IEnumerable list: WriteList(buffer, list); break;
            default: buffer.WriteNumber(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)); break;
        }
    }

    private static void WriteMap(JsonBuffer buffer, IReadOnlyDictionary<string, object?> map)
    {
        var separator = (byte)'{';
        foreach (var (name, value) in map)
        {
            buffer.WriteByte(separator);
            buffer.WriteString(name);
            buffer.WriteByte((byte)':');
            WriteValue(buffer, value);
            separator = (byte)',';
        }

        buffer.WriteRaw(separator == (byte)'{' ? "{}"u8 : "}"u8);
    }

    private static void WriteList(JsonBuffer buffer, System.Collections.IEnumerable list)
    {
        var separator = (byte)'[';
        foreach (var value in list)
        {
            buffer.WriteByte(separator);
            WriteValue(buffer, value);
            separator = (byte)',';
        }

        buffer.WriteRaw(separator == (byte)'[' ? "[]"u8 : "]"u8);
    }
}
