using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>The parameters of a GraphQL request (GraphQL over HTTP, "Request Parameters"), read straight from UTF-8 JSON.</summary>
/// <param name="Document">The query, decoded to UTF-8.</param>
/// <param name="OperationName">The operation to run; null if none is named.</param>
/// <param name="Variables">A JSON object; undefined if there is none.</param>
/// <param name="Extensions">A JSON object; undefined if there is none.</param>
internal sealed record RequestParameters(ReadOnlyMemory<byte> Document, string? OperationName, JsonElement Variables, JsonElement Extensions)
{
    private const string MissingQuery = "Must provide query string.";
    private const string UnpairedSurrogate = "A string contains an unpaired surrogate.";

    /// <summary>Reads an object whose start the reader stands on, up to its end. The bytes must be valid UTF-8.</summary>
    /// <exception cref="MalformedRequestException">A parameter is missing or of the wrong kind.</exception>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static RequestParameters Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new MalformedRequestException(reader.TokenType == JsonTokenType.StartArray
                ? "Batches are not supported: send one operation per request."
                : "A request must be a JSON object.");
        }

        ReadOnlyMemory<byte>? document = null;
        string? operationName = null;
        JsonElement variables = default;
        JsonElement extensions = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("query"u8))
                document = ReadDocument(ref reader);
            else if (reader.ValueTextEquals("operationName"u8))
                operationName = ReadOperationName(ref reader);
            else if (reader.ValueTextEquals("variables"u8))
                variables = ReadObject(ref reader, "variables");
            else if (reader.ValueTextEquals("extensions"u8))
                extensions = ReadObject(ref reader, "extensions");
            else
                reader.Skip();
        }

        return new RequestParameters(document ?? throw new MalformedRequestException(MissingQuery), operationName, variables, extensions);
    }

    /// <summary>Makes the parameters of a URL: variables and extensions are JSON texts there.</summary>
    /// <exception cref="MalformedRequestException">A parameter is missing or of the wrong kind.</exception>
    public static RequestParameters FromText(string? query, string? operationName, string? variables, string? extensions, int maxDepth) => new(
        string.IsNullOrEmpty(query) ? throw new MalformedRequestException(MissingQuery) : Encoding.UTF8.GetBytes(query),
        string.IsNullOrEmpty(operationName) ? null : operationName,
        ParseObject(variables, "variables", maxDepth),
        ParseObject(extensions, "extensions", maxDepth));

    private static ReadOnlyMemory<byte> ReadDocument(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            throw new MalformedRequestException(MissingQuery);
        if (reader.TokenType != JsonTokenType.String)
            throw new MalformedRequestException("The \"query\" parameter must be a string.");
        var escapedLength = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        var utf8 = GC.AllocateUninitializedArray<byte>(escapedLength);
        return utf8.AsMemory(0, CopyString(ref reader, utf8));
    }

    private static int CopyString(ref Utf8JsonReader reader, Span<byte> destination)
    {
        try
        {
            return reader.CopyString(destination);
        }
        catch (InvalidOperationException)
        {
            throw new MalformedRequestException(UnpairedSurrogate);
        }
    }

    private static string? ReadOperationName(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            throw new MalformedRequestException("The \"operationName\" parameter must be a string.");
        CheckString(ref reader);
        return reader.GetString() is { Length: > 0 } name ? name : null;
    }

    private static JsonElement ReadObject(ref Utf8JsonReader reader, string parameter)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return default;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new MalformedRequestException($"The \"{parameter}\" parameter must be an object.");
        CheckStrings(reader);
        return JsonElement.ParseValue(ref reader);
    }

    private static JsonElement ParseObject(string? json, string parameter, int maxDepth)
    {
        if (string.IsNullOrEmpty(json))
            return default;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"{{\"_\":{json}}}"), new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            reader.Read();
            reader.Read();
            var value = ReadObject(ref reader, parameter);
            if (reader.Read() && reader.TokenType == JsonTokenType.EndObject && !reader.Read())
                return value;
        }
        catch (JsonException)
        {
            // said below, for every way in which the text can be wrong
        }

        throw new MalformedRequestException($"The \"{parameter}\" parameter is not valid JSON.");
    }

    /// <summary>
    /// Looks at every escaped string of a value: <see cref="JsonElement"/> would throw on an unpaired surrogate only when it is read.
    /// The strings are not copied for that, since one may be as large as the whole body.
    /// </summary>
    private static void CheckStrings(Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                CheckString(ref reader);
        }
    }

    private static void CheckString(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return;
        var escaped = new SequenceReader<byte>(reader.HasValueSequence ? reader.ValueSequence : new ReadOnlySequence<byte>(reader.ValueSpan.ToArray()));
        while (escaped.TryAdvanceTo((byte)'\\'))
        {
            if (!escaped.TryRead(out var kind) || kind != 'u')
                continue;
            var unit = ReadUnit(ref escaped);
            if (!char.IsSurrogate(unit))
                continue;
            if (!char.IsHighSurrogate(unit) || !escaped.IsNext("\\u"u8, advancePast: true) || !char.IsLowSurrogate(ReadUnit(ref escaped)))
                throw new MalformedRequestException(UnpairedSurrogate);
        }
    }

    private static char ReadUnit(ref SequenceReader<byte> escaped)
    {
        var unit = 0;
        // the reader of the JSON has seen that there are four hexadecimal digits
        for (var i = 0; i < 4 && escaped.TryRead(out var digit); i++)
            unit = (unit << 4) | HexDigit(digit);
        return (char)unit;

        static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    }
}
