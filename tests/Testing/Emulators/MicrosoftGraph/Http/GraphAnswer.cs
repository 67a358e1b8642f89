using System.Globalization;
using System.Text.Json;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>An answer of the API.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON, empty for none.</param>
internal sealed record GraphAnswer(int Status, byte[] Body)
{
    /// <summary>Headers beside the usual ones.</summary>
    internal Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A status and nothing else.</summary>
    internal static GraphAnswer Empty(int status) => new(status, []);

    /// <summary>An object.</summary>
    internal static GraphAnswer Json(int status, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return new GraphAnswer(status, stream.ToArray());
    }

    /// <summary>An error in the API's shape.</summary>
    internal static GraphAnswer Error(int status, string code, string message, DateTimeOffset at) => Json(status, w =>
    {
        w.WriteStartObject("error");
        w.WriteString("code", code);
        w.WriteString("message", message);
        w.WriteStartObject("innerError");
        w.WriteString("date", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        w.WriteString("request-id", Guid.CreateVersion7(at));
        w.WriteEndObject();
        w.WriteEndObject();
    });
}

/// <summary>A request that is refused.</summary>
internal sealed class GraphRefusal(int status, string code, string message) : Exception(message)
{
    internal int Status { get; } = status;

    internal string Code { get; } = code;

    internal Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal static GraphRefusal NotFound() => new(404, "ErrorItemNotFound", "The specified object was not found in the store.");

    internal static GraphRefusal Invalid(string message) => new(400, "ErrorInvalidRequest", message);
}
