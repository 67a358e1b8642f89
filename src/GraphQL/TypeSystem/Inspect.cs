using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>
/// How error messages show values. Follows the reference implementation (nested values are shown two levels deep, ten items wide) and
/// cuts what is long, because a message must not repeat a megabyte that a client sent.
/// </summary>
internal static class Inspect
{
    private const int MaxItems = 10;
    private const int MaxDepth = 2;
    private const int MaxLength = 1000;

    /// <summary>A literal as it would be written.</summary>
    public static string Literal(ValueNode literal) => Cut(InlineText.Of(literal));

    /// <summary>A string in quotes.</summary>
    public static string Text(string text)
    {
        using var buffer = new JsonBuffer(64);
        buffer.WriteString(text.Length > MaxLength ? text.AsSpan(0, MaxLength) : text);
        var quoted = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return text.Length > MaxLength ? quoted[..^1] + "…\"" : quoted;
    }

    /// <summary>A JSON value of a request.</summary>
    public static string Json(JsonElement json)
    {
        var text = new StringBuilder();
        Append(text, json, 1);
        return Cut(text.ToString());
    }

    /// <summary>A value that a resolver gave.</summary>
    public static string Result(object? value) => value switch
    {
        null => "null",
        string text => Text(text),
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        float number => Number(number),
        JsonElement json => Json(json),
        IFormattable formattable => Cut(formattable.ToString(null, CultureInfo.InvariantCulture)),
        IEnumerable => "[Array]",
        _ => $"[{value.GetType().Name}]",
    };

    /// <summary>A number as JavaScript writes it, which is how clients and the specification's examples show numbers.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        var size = Math.Abs(value);
        if (size is not 0 and (< 1e-6 or >= 1e21))
            return value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "E-", StringComparison.Ordinal).Replace('E', 'e');
        return value.ToString("0.##############################", CultureInfo.InvariantCulture) is var text && double.Parse(text, CultureInfo.InvariantCulture).Equals(value)
            ? text
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static void Append(StringBuilder text, JsonElement json, int depth)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, json, depth);
                break;
            case JsonValueKind.Array:
                AppendArray(text, json, depth);
                break;
            case JsonValueKind.String:
                text.Append(JsonText.TryGetString(json, out var value) ? Text(value) : json.GetRawText());
                break;
            case JsonValueKind.Number:
                text.Append(json.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : Number(json.GetDouble()));
                break;
            case JsonValueKind.Undefined:
                text.Append("undefined");
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement json, int depth)
    {
        var first = true;
        foreach (var property in json.EnumerateObject())
        {
            if (depth > MaxDepth)
            {
                text.Append("[Object]");
                return;
            }

            if (text.Length > MaxLength)
                break;
            text.Append(first ? "{ " : ", ").Append(JsonText.NameOf(property)).Append(": ");
            Append(text, property.Value, depth + 1);
            first = false;
        }

        text.Append(first ? "{}" : " }");
    }

    private static void AppendArray(StringBuilder text, JsonElement json, int depth)
    {
        var length = json.GetArrayLength();
        if (length > 0 && depth > MaxDepth)
        {
            text.Append("[Array]");
            return;
        }

        text.Append('[');
        var i = 0;
        foreach (var item in json.EnumerateArray())
        {
            if (i == MaxItems)
                break;
            if (i++ > 0)
                text.Append(", ");
            Append(text, item, depth + 1);
        }

        if (length > MaxItems)
            text.Append(CultureInfo.InvariantCulture, $", ... {length - MaxItems} more item{(length == MaxItems + 1 ? "" : "s")}");
        text.Append(']');
    }

    private static string Cut(string text) => text.Length > MaxLength ? string.Concat(text.AsSpan(0, MaxLength), "…") : text;
}
