using System.Globalization;
using System.Text.RegularExpressions;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Mail;

/// <summary>The conditions of $filter on messages that are understood, joined by and.</summary>
internal static partial class MessageFilter
{
    internal static Func<GraphMessage, bool> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter)) return _ => true;
        var conditions = new List<Func<GraphMessage, bool>>();
        var rest = Marked().Replace(filter, match =>
        {
            var (id, value) = (Unquote(match.Groups["id"].Value), Unquote(match.Groups["value"].Value));
            conditions.Add(m => MessageJson.Property(m, id) == value);
            return "";
        });
        foreach (var part in And().Split(rest).Select(p => p.Trim()).Where(p => p.Length > 0)) conditions.Add(Condition(part));
        return m => conditions.TrueForAll(c => c(m));
    }

    /// <summary>The one condition that a delta query takes: receivedDateTime ge or gt.</summary>
    internal static (DateTimeOffset Since, bool IsExclusive) ParseSince(string filter)
    {
        var match = Since().Match(filter);
        if (!match.Success) throw new GraphRefusal(400, "ErrorInvalidUrlQueryFilter", "Change tracking supports only $filter=receivedDateTime ge {value} or receivedDateTime gt {value}.");
        return (Time(match.Groups[2].Value), match.Groups[1].Value == "gt");
    }

    internal static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text.Trim('\''), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new GraphRefusal(400, "ErrorInvalidParameter", $"'{text}' is not a time.");

    private static Func<GraphMessage, bool> Condition(string text)
    {
        var match = Comparison().Match(text);
        if (!match.Success) throw new GraphRefusal(400, "ErrorInvalidUrlQueryFilter", $"The filter '{text}' is not supported.");
        var value = match.Groups["value"].Value;
        return (match.Groups["name"].Value, match.Groups["op"].Value) switch
        {
            ("internetMessageId", "eq") => m => m.InternetMessageId == Unquote(value.Trim('\'')),
            ("conversationId", "eq") => m => m.ConversationId == Unquote(value.Trim('\'')),
            ("subject", "eq") => m => m.Subject == Unquote(value.Trim('\'')),
            ("isDraft", "eq") => m => m.IsDraft == (value == "true"),
            ("isRead", "eq") => m => m.IsRead == (value == "true"),
            ("receivedDateTime", "ge") => m => m.ReceivedAt >= Time(value),
            ("receivedDateTime", "gt") => m => m.ReceivedAt > Time(value),
            ("receivedDateTime", "le") => m => m.ReceivedAt <= Time(value),
            ("receivedDateTime", "lt") => m => m.ReceivedAt < Time(value),
            _ => throw new GraphRefusal(400, "ErrorInvalidUrlQueryFilter", $"The filter '{text}' is not supported."),
        };
    }

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"singleValueExtendedProperties/any\(\s*(\w+)\s*:\s*\1/id\s+eq\s+'(?<id>(?:[^']|'')+)'\s+and\s+\1/value\s+eq\s+'(?<value>(?:[^']|'')*)'\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Marked();

    [GeneratedRegex(@"\s+and\s+|^and\s+|\s+and$", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^(?<name>\w+)\s+(?<op>eq|ge|gt|le|lt)\s+(?<value>.+)$")]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^\s*receivedDateTime\s+(ge|gt)\s+(\S+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Since();
}
