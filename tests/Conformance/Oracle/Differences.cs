using System.Text;

namespace CrmGraph.Conformance.Oracle;

/// <summary>Collects what the engines disagree about, and fails with the first of it.</summary>
internal sealed class Differences
{
    private const int Shown = 8;
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly StringBuilder text = new();
    private int shown;

    /// <summary>Compares two texts.</summary>
    /// <param name="aspect">What is compared, e.g. <c>printing, 17</c>.</param>
    /// <param name="theirs">What the reference says.</param>
    /// <param name="ours">What we say.</param>
    /// <param name="about">What it is about: a document, its seed.</param>
    public void Compare(string aspect, string theirs, string ours, string about)
    {
        if (theirs == ours)
            return;
        counts[aspect] = counts.GetValueOrDefault(aspect) + 1;
        if (counts[aspect] > 1 || shown++ >= Shown)
            return;
        var (reference, own) = FirstDifference(theirs.Split('\n'), ours.Split('\n'));
        text.Append("\n=== ").Append(aspect).Append('\n').Append(about).Append("\n--- reference\n").Append(reference).Append("\n--- ours\n").Append(own).Append('\n');
    }

    /// <summary>Compares errors as a set: message, places and path of each.</summary>
    public void Compare(string aspect, IEnumerable<Finding> theirs, IEnumerable<Finding> ours, string about) =>
        Compare(aspect, Sorted(theirs.Select(e => e.ToString())), Sorted(ours.Select(e => e.ToString())), about);

    /// <summary>
    /// Compares errors of both versions with ours: an error that both find, ours finds at the same place and path, and in the words of one of
    /// them; what only one of them finds, ours may find. 17 has new rules, words some messages anew, and tells some faults of input
    /// objects at another place.
    /// </summary>
    public void CompareWithEither(string aspect, Finding[] v16, Finding[] v17, Finding[] ours, string about)
    {
        var missing = v17.Where(e => v16.Any(e.IsAtPlaceOf) && !ours.Any(e.IsAtPlaceOf));
        Compare(aspect + " missing", missing, [], about);
        if ((v17.Length == 0) != (ours.Length == 0))
            Compare(aspect + " or none", v17, ours, about);
        var strange = ours.Except([.. v16, .. v17]).Select(e => e.ToString()).ToArray();
        if (strange.Length > 0)
            Compare(aspect + " of another kind", Sorted(v17.Concat(v16).Select(e => e.ToString())), Sorted(strange), about);
    }

    /// <summary>Compares the places of errors as a set.</summary>
    public void CompareLocations(string aspect, IEnumerable<Finding> theirs, IEnumerable<Finding> ours, string about) =>
        Compare(aspect, Sorted(theirs.Select(e => e.Locations).Distinct()), Sorted(ours.Select(e => e.Locations).Distinct()), about);

    /// <summary>Fails if there was any difference.</summary>
    public void AssertNone() =>
        Assert.True(counts.Count == 0, $"{string.Join(", ", counts.Select(c => $"{c.Key}: {c.Value}"))}\n{text}");

    private static (string Theirs, string Ours) FirstDifference(string[] theirs, string[] ours)
    {
        var same = theirs.Zip(ours).TakeWhile(p => p.First == p.Second).Count();
        return (string.Join('\n', theirs.Skip(same).Take(4)), string.Join('\n', ours.Skip(same).Take(4)));
    }

    private static string Sorted(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));
}
