using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>
/// Strings of parsed JSON. The parser accepts escapes of unpaired surrogates (<c>"\ud800"</c>) and throws only when the text is asked
/// for; a request must not reach that exception, so every read of text goes through here.
/// </summary>
internal static class JsonText
{
    /// <summary>The text of a JSON string; false for any other kind, and for a string that is not Unicode.</summary>
    public static bool TryGetString(JsonElement json, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (json.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = json.GetString();
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        return text is not null;
    }

    /// <summary>The name of a property; the raw text, escapes and all, if it is not Unicode: no field has such a name.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            var raw = property.ToString();
            return raw[1..Math.Max(1, raw.IndexOf("\":", StringComparison.Ordinal))];
        }
    }
}
