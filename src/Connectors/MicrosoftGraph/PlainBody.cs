using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// The text of a message: what a reader would see, without scripts, styles, comments, hidden heads and marks. What is kept is text, so
/// nothing that a browser would run can be in it.
/// </summary>
internal static partial class PlainBody
{
    private const int LongestSubject = 300;
    private const int LongestBody = 20_000;
    private const int LongestLocation = 300;

    // longer ones are cut before they are looked at: nobody reads a megabyte, and nothing here takes more than linear time
    private const int LongestSource = 1_000_000;

    /// <summary>The text of a body; null if there is none.</summary>
    internal static string? Of(string? content, bool isHtml)
    {
        if (string.IsNullOrWhiteSpace(content)) return null;
        var source = content.Length > LongestSource ? content[..LongestSource] : content;
        return Fit(isHtml ? Unmarked(source) : source, LongestBody);
    }

    /// <summary>A subject as it is kept.</summary>
    internal static string Subject(string? subject) => Fit(subject?.ReplaceLineEndings(" "), LongestSubject) ?? "(no subject)";

    /// <summary>A place as it is kept.</summary>
    internal static string? Location(string? location) => Fit(location?.ReplaceLineEndings(" "), LongestLocation);

    private static string Unmarked(string html)
    {
        var text = Unseen().Replace(html, " ");
        text = Whitespace().Replace(text, " ");
        text = Breaks().Replace(text, "\n");
        text = Marks().Replace(text, "");
        text = WebUtility.HtmlDecode(text).Replace('\u00a0', ' ');
        return BlankLines().Replace(EdgesOfLines().Replace(text, "\n"), "\n\n");
    }

    private static string? Fit(string? text, int longest)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var c in text.ReplaceLineEndings("\n").Trim())
        {
            if (clean.Length == longest) break;
            if (!char.IsControl(c) || c is '\n' or '\t') clean.Append(c);
        }
        // half of a pair is no character
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1])) clean.Length--;
        return clean.ToString().Trim() is { Length: > 0 } fit ? fit : null;
    }

    [GeneratedRegex("<!--.*?(?:-->|$)|<(script|style|head|title|noscript|template|svg|object|iframe)\\b.*?(?:</\\1\\s*>|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Unseen();

    [GeneratedRegex("\\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex("<(?:br|/p|/div|/tr|/li|/h[1-6]|/blockquote|/table|hr)\\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    [GeneratedRegex("<[/!?a-zA-Z][^>]*(?:>|$)")]
    private static partial Regex Marks();

    [GeneratedRegex(" *\\n *")]
    private static partial Regex EdgesOfLines();

    [GeneratedRegex("\\n{3,}")]
    private static partial Regex BlankLines();
}
