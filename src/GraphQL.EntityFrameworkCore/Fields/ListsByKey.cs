using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>Rows by what they belong to, in the order in which they came.</summary>
internal sealed class ListsByKey
{
    private readonly Dictionary<object, List<ProjectedRow>> lists = [];

    /// <summary>The rows of a key; empty if it has none.</summary>
    public IReadOnlyList<ProjectedRow> this[object? key] => key is not null && lists.TryGetValue(key, out var list) ? list : [];

    public void Add(object key, ProjectedRow row)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        list.Add(row);
    }
}
