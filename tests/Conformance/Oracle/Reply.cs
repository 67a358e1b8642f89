using System.Globalization;
using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Errors and data of either engine in one form, to be compared as text.</summary>
internal static class Reply
{
    /// <summary>The errors of an answer of the oracle; empty if it has none.</summary>
    public static Finding[] Errors(JsonElement answer, string property) =>
        answer.TryGetProperty(property, out var errors) && errors.ValueKind == JsonValueKind.Array ? [.. errors.EnumerateArray().Select(Error)] : [];

    /// <summary>The syntax error of an answer of the oracle, if there is one.</summary>
    public static Finding[] Syntax(JsonElement answer) => answer.TryGetProperty("syntaxError", out var refusal) ? [Error(refusal)] : [];

    /// <summary>One error of an answer of the oracle, or of a response.</summary>
    public static Finding Error(JsonElement error) => new(
        Allowed.Wording(error.GetProperty("message").GetString()!),
        error.TryGetProperty("locations", out var locations)
            ? string.Join(' ', locations.EnumerateArray().Select(l => $"{l.GetProperty("line")}:{l.GetProperty("column")}"))
            : "",
        error.TryGetProperty("path", out var path) ? path.ToString() : "");

    /// <summary>Our errors.</summary>
    public static Finding[] Errors(IEnumerable<GraphQLError> errors) => [.. errors.Select(Error)];

    /// <summary>Our error.</summary>
    public static Finding Error(GraphQLError error) => new(
        Allowed.Wording(error.Message), string.Join(' ', error.Locations.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Line}:{l.Column}"))), "");

    /// <summary>JSON with numbers in one form and keys in their order.</summary>
    public static string Canonical(JsonElement json)
    {
        var text = new StringBuilder();
        Append(text, json);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var property in json.EnumerateObject())
                {
                    text.Append(JsonSerializer.Serialize(property.Name)).Append(':');
                    Append(text, property.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in json.EnumerateArray())
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.Number:
                text.Append(json.GetDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            case JsonValueKind.String:
                text.Append(JsonSerializer.Serialize(json.GetString()));
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }
}

/// <summary>An error: its message, its places as <c>line:column</c>, its path as JSON.</summary>
internal sealed record Finding(string Message, string Locations, string Path)
{
    /// <summary>Whether the other one is told of the same place.</summary>
    public bool IsAtPlaceOf(Finding other) => Locations == other.Locations && Path == other.Path;

    /// <inheritdoc/>
    public override string ToString() => $"{Message} ({Locations}){(Path.Length > 0 ? " at " + Path : "")}";
}
