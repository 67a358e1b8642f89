using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>A request to the API, from the wire or out of a batch.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path after /v1.0, with its query, as it came.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
internal sealed partial record GraphRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly string[] Words =
    [
        "users", "me", "mailFolders", "childFolders", "messages", "delta", "events", "calendar", "calendars", "calendarView", "instances",
        "send", "sendMail", "createReply", "createReplyAll", "move", "cancel", "subscriptions", "reauthorize", "$batch",
    ];

    /// <summary>The parts of the path: name('key') counts as two, name() as one, the API's own words are spelt as documented.</summary>
    internal string[] Segments { get; } = Parts(Target);

    /// <summary>The parameters of the query.</summary>
    internal IReadOnlyDictionary<string, string> Query { get; } = Parse(Target);

    /// <summary>The user that the path names.</summary>
    internal string? User => Segments is ["users", var user, ..] ? user : null;

    /// <summary>Whether ids are to be those that stay on a move.</summary>
    internal bool WantsImmutableIds => ImmutableIds().IsMatch(Prefer);

    /// <summary>Whether bodies are wanted as text, whatever they are.</summary>
    internal bool WantsText => TextBodies().IsMatch(Prefer);

    /// <summary>How many items a page may hold, if the client says.</summary>
    internal int? MaxPageSize => PageSize().Match(Prefer) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>The time zone in which the times of events are wanted.</summary>
    internal string TimeZone => Zone().Match(Prefer) is { Success: true } match ? match.Groups[1].Value : "UTC";

    /// <summary>Method and path, for records.</summary>
    internal string Line => $"{Method} {Target}";

    /// <summary>The body as JSON; refused where it is none.</summary>
    internal JsonElement Json
    {
        get
        {
            try
            {
                return JsonElement.Parse(Body.Span);
            }
            catch (JsonException)
            {
                throw new GraphRefusal(400, "BadRequest", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");
            }
        }
    }

    private string Prefer => Headers.GetValueOrDefault("Prefer", "");

    /// <summary>The parts of a path.</summary>
    internal static string[] Parts(string target) => [.. Split(target)];

    private static IEnumerable<string> Split(string target)
    {
        foreach (var part in target.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = Uri.UnescapeDataString(part);
            var call = Call().Match(text);
            yield return Spell(call.Success ? call.Groups[1].Value : text);
            if (call.Success && call.Groups[2].Length > 0) yield return call.Groups[2].Value;
        }
    }

    private static string Spell(string part)
    {
        var name = part.StartsWith("microsoft.graph.", StringComparison.Ordinal) ? part["microsoft.graph.".Length..] : part;
        return Words.FirstOrDefault(w => w.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? part;
    }

    private static Dictionary<string, string> Parse(string target)
    {
        var start = target.IndexOf('?', StringComparison.Ordinal);
        return start < 0 ? [] : QueryHelpers.ParseQuery(target[start..]).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^([A-Za-z.$]+)\('?([^']*?)'?\)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"IdType\s*=\s*""?ImmutableId""?", RegexOptions.IgnoreCase)]
    private static partial Regex ImmutableIds();

    [GeneratedRegex(@"outlook\.body-content-type\s*=\s*""?text""?", RegexOptions.IgnoreCase)]
    private static partial Regex TextBodies();

    [GeneratedRegex(@"odata\.maxpagesize\s*=\s*(\d{1,6})", RegexOptions.IgnoreCase)]
    private static partial Regex PageSize();

    [GeneratedRegex(@"outlook\.timezone\s*=\s*""([^""]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Zone();
}
