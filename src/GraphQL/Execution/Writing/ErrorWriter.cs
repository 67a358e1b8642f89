using System.Collections;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Writes the <c>errors</c> of a response (spec 7.1.2).</summary>
public static class ErrorWriter
{
    /// <summary>Writes a list of errors.</summary>
    public static void Write(JsonBuffer buffer, IReadOnlyList<GraphQLError> errors)
    {
        buffer.WriteByte((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0)
                buffer.WriteByte((byte)',');
            Write(buffer, errors[i]);
        }

        buffer.WriteByte((byte)']');
    }

    /// <summary>Writes one error.</summary>
    public static void Write(JsonBuffer buffer, GraphQLError error)
    {
        buffer.WriteRaw("{\"message\":"u8);
        buffer.WriteString(error.Message);
        WriteLocations(buffer, error);
        if (error.Path is { } path)
        {
            buffer.WriteRaw(",\"path\":"u8);
            WriteValue(buffer, path);
        }

        if (error.Code is not null || error.Extensions is not null)
            WriteExtensions(buffer, error);
        buffer.WriteByte((byte)'}');
    }

    private static void WriteLocations(JsonBuffer buffer, GraphQLError error)
    {
        for (var i = 0; i < error.Locations.Length; i++)
        {
            buffer.WriteRaw(i == 0 ? ",\"locations\":[{\"line\":"u8 : ",{\"line\":"u8);
            buffer.WriteNumber(error.Locations[i].Line);
            buffer.WriteRaw(",\"column\":"u8);
            buffer.WriteNumber(error.Locations[i].Column);
            buffer.WriteByte((byte)'}');
        }

        if (error.Locations.Length > 0)
            buffer.WriteByte((byte)']');
    }

    private static void WriteExtensions(JsonBuffer buffer, GraphQLError error)
    {
        buffer.WriteRaw(",\"extensions\":{"u8);
        var separator = false;
        if (error.Code is not null)
        {
            buffer.WriteRaw("\"code\":"u8);
            buffer.WriteString(error.Code);
            separator = true;
        }

        foreach (var (key, value) in error.Extensions ?? System.Collections.Immutable.ImmutableDictionary<string, object?>.Empty)
        {
            if (separator)
                buffer.WriteByte((byte)',');
            separator = true;
            buffer.WriteString(key);
            buffer.WriteByte((byte)':');
            WriteValue(buffer, value);
        }

        buffer.WriteByte((byte)'}');
    }

    private static void WriteValue(JsonBuffer buffer, object? value)
    {
        switch (value)
        {
            case null: buffer.WriteNull(); break;
            case string text: buffer.WriteString(text); break;
            case bool boolean: buffer.WriteBoolean(boolean); break;
            case int or long or short or byte: buffer.WriteNumber(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)); break;
            case double number: buffer.WriteNumber(number); break;
            case IReadOnlyDictionary<string, object?> map: WriteMap(buffer, map); break;
            case IEnumerable list: WriteList(buffer, list); break;
            default: buffer.WriteRaw(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType())); break;
        }
    }

    private static void WriteMap(JsonBuffer buffer, IReadOnlyDictionary<string, object?> map)
    {
        buffer.WriteByte((byte)'{');
        var separator = false;
        foreach (var (key, value) in map)
        {
            if (separator)
                buffer.WriteByte((byte)',');
            separator = true;
            buffer.WriteString(key);
            buffer.WriteByte((byte)':');
            WriteValue(buffer, value);
        }

        buffer.WriteByte((byte)'}');
    }

    private static void WriteList(JsonBuffer buffer, IEnumerable list)
    {
        buffer.WriteByte((byte)'[');
        var separator = false;
        foreach (var item in list)
        {
            if (separator)
                buffer.WriteByte((byte)',');
            separator = true;
            WriteValue(buffer, item);
        }

        buffer.WriteByte((byte)']');
    }
}
