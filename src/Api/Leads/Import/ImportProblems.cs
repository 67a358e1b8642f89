using System.Globalization;

namespace CrmGraph.Api.Leads.Import;

/// <summary>Collects what is wrong with a CSV, up to a number that somebody can still read.</summary>
internal sealed class ImportProblems
{
    /// <summary>So many are listed; one more entry says that there are others.</summary>
    internal const int Most = 1000;

    private readonly List<ImportProblem> _listed = [];

    /// <summary>How many there are, listed or not.</summary>
    internal int Count { get; private set; }

    /// <summary>The list, by row.</summary>
    internal IReadOnlyList<ImportProblem> Listed => Count <= Most
        ? [.. _listed.OrderBy(p => p.Row)]
        : [.. _listed.OrderBy(p => p.Row), new ImportProblem(_listed.Max(p => p.Row), null, string.Create(CultureInfo.InvariantCulture, $"{Count - Most} more problems are not listed; correct these first."))];

    internal void Add(ImportProblem problem)
    {
        Count++;
        if (_listed.Count < Most) _listed.Add(problem);
    }
}
