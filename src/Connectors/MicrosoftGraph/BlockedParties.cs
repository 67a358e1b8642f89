using System.Text.RegularExpressions;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Whose mail is never imported: addresses, domains with all below them, and regular expressions over whole addresses.</summary>
internal sealed class BlockedParties
{
    /// <summary>What an entry looks like.</summary>
    internal const string Expected = "expected an address, a domain, or a regular expression between slashes like /^no-?reply@/";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<string> _domains = new(StringComparer.Ordinal);
    private readonly List<Regex> _patterns = [];

    internal BlockedParties(IEnumerable<string> entries)
    {
        foreach (var entry in entries.Select(e => e.Trim().ToLowerInvariant()))
        {
            if (PatternOf(entry) is { } pattern) _patterns.Add(pattern);
            else if (entry.IndexOf('@', StringComparison.Ordinal) > 0) _addresses.Add(entry);
            else _domains.Add(entry.TrimStart('@', '.'));
        }
    }

    /// <summary>Whether an entry can be understood.</summary>
    internal static bool IsEntry(string? entry)
    {
        var text = entry?.Trim() ?? "";
        try
        {
            return PatternOf(text) is not null || (text.Length > 2 && !text.StartsWith('/') && text.Contains('.', StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace));
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Whether an address, in lower case, is one of them.</summary>
    internal bool Contains(string address)
    {
        if (_addresses.Contains(address)) return true;
        for (var domain = address[(address.LastIndexOf('@') + 1)..]; domain.Length > 0;)
        {
            if (_domains.Contains(domain)) return true;
            var dot = domain.IndexOf('.', StringComparison.Ordinal);
            domain = dot < 0 ? "" : domain[(dot + 1)..];
        }
        return _patterns.Exists(p => p.IsMatch(address));
    }

    private static Regex? PatternOf(string entry) => entry.Length > 2 && entry[0] == '/' && entry[^1] == '/'
        ? new Regex(entry[1..^1], RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience)
        : null;
}
