using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.Api.Idempotency;

/// <summary>
/// A hash of what a request asks: the operation's name, the document and the variables as values. How the variables were written, in which
/// order, with which spaces, escapes and zeros, makes no difference.
/// </summary>
internal static class RequestHash
{
    // divides trailing zeros away
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>SHA-256.</summary>
    public static byte[] Of(GraphQLRequest request)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(request.OperationName);
            writer.WriteStringValue(request.Document.Span);
            if (request.Variables.ValueKind == JsonValueKind.Object) Write(writer, request.Variables);
            writer.WriteEndArray();
        }

        return SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                writer.WriteRawValue((number / One).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
