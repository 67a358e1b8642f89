using System.Text;

namespace CrmGraph.GraphQL.Errors;

/// <summary>Finds names that were perhaps meant instead of one that is not known.</summary>
internal static class Suggestions
{
    private const int MaxShown = 5;

    // Nobody mistypes a name of this length, and comparing costs the product of both lengths.
    private const int MaxLength = 200;

    /// <summary>The candidates within the accepted distance of the input, nearest first; names that differ in case only come before others.</summary>
    public static List<string> For(string input, IEnumerable<string> candidates)
    {
        if (input.Length > MaxLength)
            return [];
        var threshold = (int)(input.Length * 0.4) + 1;
        var found = new List<(string Name, int Distance)>();
        var seen = new HashSet<string>();
        var distance = new LexicalDistance(input);
        foreach (var candidate in candidates)
        {
            if (seen.Add(candidate) && distance.Measure(candidate, threshold) is { } measured)
                found.Add((candidate, measured));
        }

        found.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : NaturalOrder.Compare(a.Name, b.Name));
        return found.ConvertAll(f => f.Name);
    }

    /// <summary>The tail of a message: <c> Did you mean "a", "b", or "c"?</c>; empty without suggestions.</summary>
    public static string DidYouMean(IReadOnlyList<string> suggestions, string what = "")
    {
        var count = Math.Min(suggestions.Count, MaxShown);
        if (count == 0)
            return "";
        var text = new StringBuilder(" Did you mean ").Append(what);
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(count == 2 ? " or " : i == count - 1 ? ", or " : ", ");
            text.Append('"').Append(suggestions[i]).Append('"');
        }

        return text.Append('?').ToString();
    }
}
