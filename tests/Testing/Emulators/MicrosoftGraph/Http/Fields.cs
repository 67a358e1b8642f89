using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>The properties that a client wants of an item.</summary>
internal sealed class Fields
{
    private readonly HashSet<string>? _selected;

    private Fields(HashSet<string>? selected) => _selected = selected;

    /// <summary>Reads $select; a property that the type does not have is refused.</summary>
    internal static Fields Of(string? select, string type, string[] known)
    {
        if (string.IsNullOrWhiteSpace(select)) return new Fields(null);
        var names = select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.FirstOrDefault(n => !known.Contains(n, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null) throw new GraphRefusal(400, "RequestBroker--ParseUri", $"Could not find a property named '{unknown}' on type 'microsoft.graph.{type}'.");
        return new Fields(new HashSet<string>(names, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether a property is wanted that comes by default.</summary>
    internal bool Has(string name) => _selected is null || _selected.Contains(name);

    /// <summary>Whether a property is wanted that comes only when asked for.</summary>
    internal bool Names(string name) => _selected?.Contains(name) == true;
}

/// <summary>Writes what many types share.</summary>
internal static partial class GraphJson
{
    internal static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static void WriteText(this Utf8JsonWriter w, Fields fields, string name, string? value)
    {
        if (fields.Has(name)) w.WriteString(name, value);
    }

    internal static void WriteFlag(this Utf8JsonWriter w, Fields fields, string name, bool value)
    {
        if (fields.Has(name)) w.WriteBoolean(name, value);
    }

    internal static void WriteBody(this Utf8JsonWriter w, Fields fields, bool isHtml, string content, bool wantsText)
    {
        var text = isHtml ? WebUtility.HtmlDecode(Tag().Replace(content, "")) : content;
        if (fields.Has("bodyPreview")) w.WriteString("bodyPreview", text.Length > 255 ? text[..255] : text);
        if (!fields.Has("body")) return;
        w.WriteStartObject("body");
        w.WriteString("contentType", isHtml && !wantsText ? "html" : "text");
        w.WriteString("content", wantsText ? text : content);
        w.WriteEndObject();
    }

    internal static void WriteAddress(this Utf8JsonWriter w, GraphAddress address)
    {
        w.WriteStartObject("emailAddress");
        w.WriteString("name", address.Name);
        w.WriteString("address", address.Address);
        w.WriteEndObject();
    }

    internal static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static GraphAddress? Address(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? Address(value) : null;

    internal static GraphAddress[]? Addresses(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Address)] : null;

    internal static GraphAddress Address(JsonElement recipient)
    {
        var email = recipient.GetProperty("emailAddress");
        var address = email.Text("address");
        if (address is null || !address.Contains('@', StringComparison.Ordinal)) throw new GraphRefusal(400, "ErrorInvalidRecipients", "At least one recipient isn't valid.");
        return new GraphAddress(address, email.Text("name") ?? address);
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
