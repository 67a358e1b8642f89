using System.Text.Encodings.Web;
using System.Text.Json;
using CrmGraph.Domain.Leads.Capture;
using Microsoft.AspNetCore.Http.Features;

namespace CrmGraph.Api.Capture;

/// <summary>What a form sent.</summary>
/// <param name="Texts">Texts, numbers and truth values, as text, by field.</param>
/// <param name="Payload">Everything as a JSON object, but for the honeypot.</param>
/// <param name="IsRubbish">Whether the honeypot was filled in.</param>
internal sealed record CaptureBody(IReadOnlyDictionary<string, string> Texts, string Payload, bool IsRubbish)
{
    /// <summary>The field by which a page names a submission.</summary>
    internal const string SubmissionField = "submissionId";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Flat = new() { MaxDepth = 16 };

    /// <summary>Reads a body of JSON or of a form.</summary>
    /// <exception cref="CaptureRefusal">It is too large, of another type, or malformed.</exception>
    internal static async Task<CaptureBody> ReadAsync(HttpRequest request, CaptureForm form, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes) throw TooLarge(maxBytes);
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = maxBytes;
        try
        {
            if (request.HasJsonContentType()) return await ReadJsonAsync(request, form, cancellationToken);
            if (request.HasFormContentType) return await ReadFormAsync(request, form, cancellationToken);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(maxBytes);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidDataException or InvalidOperationException or IOException)
        {
            throw new CaptureRefusal(StatusCodes.Status400BadRequest, "The body is not well formed.");
        }
        throw new CaptureRefusal(StatusCodes.Status415UnsupportedMediaType, "Send application/json, application/x-www-form-urlencoded or multipart/form-data.");
    }

    private static async Task<CaptureBody> ReadJsonAsync(HttpRequest request, CaptureForm form, CancellationToken cancellationToken)
    {
        using var json = await JsonDocument.ParseAsync(request.Body, Flat, cancellationToken);
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw new CaptureRefusal(StatusCodes.Status400BadRequest, "The body must be a JSON object.");
        var members = json.RootElement.EnumerateObject().GroupBy(m => m.Name, m => m.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        var texts = members
            .Where(m => m.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            .ToDictionary(m => m.Key, m => m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString() ?? "" : m.Value.GetRawText(), StringComparer.Ordinal);
        return Of(form, texts, [.. members.Keys], (name, writer) => members[name].WriteTo(writer));
    }

    private static async Task<CaptureBody> ReadFormAsync(HttpRequest request, CaptureForm form, CancellationToken cancellationToken)
    {
        var sent = await request.ReadFormAsync(cancellationToken);
        var texts = sent.ToDictionary(f => f.Key, f => string.Join(", ", f.Value.OfType<string>()), StringComparer.Ordinal);
        return Of(form, texts, [.. texts.Keys], (name, writer) => writer.WriteStringValue(texts[name]));
    }

    private static CaptureBody Of(CaptureForm form, Dictionary<string, string> texts, IReadOnlyList<string> names, Action<string, Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            foreach (var name in names.Where(n => n != form.HoneypotField && n != SubmissionField))
            {
                writer.WritePropertyName(name);
                write(name, writer);
            }
            writer.WriteEndObject();
        }
        var isRubbish = form.HoneypotField is { } honeypot && !string.IsNullOrWhiteSpace(texts.GetValueOrDefault(honeypot));
        return new CaptureBody(texts, System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length), isRubbish);
    }

    private static CaptureRefusal TooLarge(int maxBytes) => new(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {maxBytes} bytes.");
}

/// <summary>A submission that is not taken for a reason of HTTP.</summary>
/// <param name="status">The status.</param>
/// <param name="message">What is wrong.</param>
internal sealed class CaptureRefusal(int status, string message) : Exception(message)
{
    internal int Status => status;
}
