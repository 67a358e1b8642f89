using System.Globalization;
using System.Text.Json.Nodes;

namespace CrmGraph.Connectors.Erp.Tryton;

/// <summary>How Tryton writes values that JSON has no type for: objects that name their class.</summary>
internal static class TrytonJson
{
    private const string Class = "__class__";

    /// <summary>An exact number. As a JSON number it would go through a binary one, and Tryton refuses the digits that this leaves.</summary>
    internal static JsonObject Decimal(decimal value) => new() { [Class] = "Decimal", ["decimal"] = value.ToString(CultureInfo.InvariantCulture) };

    /// <summary>A day.</summary>
    internal static JsonObject Date(DateOnly value) => new() { [Class] = "date", ["year"] = value.Year, ["month"] = value.Month, ["day"] = value.Day };

    /// <summary>Reads an exact number; null for null.</summary>
    internal static decimal? ReadDecimal(JsonNode? node) => node switch
    {
        JsonObject tagged when tagged["decimal"] is { } text => Parse(text.ToString()),
        null => null,
        _ => Parse(node.ToString()),
    };

    /// <summary>Reads a day; null for null.</summary>
    internal static DateOnly? ReadDate(JsonNode? node) => node switch
    {
        JsonObject tagged => new DateOnly(tagged["year"]!.GetValue<int>(), tagged["month"]!.GetValue<int>(), tagged["day"]!.GetValue<int>()),
        null => null,
        _ => DateOnly.Parse(node.ToString(), CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a list of ids.</summary>
    internal static IEnumerable<int> ReadIds(JsonNode? node) => node is JsonArray ids ? ids.Select(i => i!.GetValue<int>()) : [];

    /// <summary>Reads a text; null for null.</summary>
    internal static string? ReadText(JsonNode? node) => node?.GetValue<string>();

    private static decimal Parse(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
