using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmGraph.Connectors.Erp.Mapping;

/// <summary>JSON as ERPs write it: numbers of any length, codes as texts or numbers, and sometimes no JSON at all.</summary>
internal static class ErpJson
{
    // Chinese as it is: the other side reads UTF-8, and people read the preview
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a node as it is sent.</summary>
    internal static string Text(JsonNode node) => node.ToJsonString(Readable);

    /// <summary>Reads JSON; null if it is none.</summary>
    internal static JsonElement? Read(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of an object; null if there is none, or if it is null.</summary>
    internal static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text or number as text: ids of 19 digits stay what they are.</summary>
    internal static string? AsText(this JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A number, or a text that is one, exactly.</summary>
    internal static decimal? AsNumber(this JsonElement? element) =>
        decimal.TryParse(element.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The elements of an array; none if it is none.</summary>
    internal static IEnumerable<JsonElement> Items(this JsonElement? element) => element is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
