using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Nodes;

/// <summary>Where the objects of each node type of a schema come from.</summary>
internal sealed class NodeSources
{
    private readonly Dictionary<string, NodeSource> sources = [];

    /// <summary>Notes the source of a type.</summary>
    public void Add(NodeSource source) => sources[source.Type.Name] = source;

    /// <summary>Which object of a type goes by an id under which nothing was found; null if none does.</summary>
    public async Task<Guid?> SuccessorAsync(string typeName, Guid id, IServiceProvider services, RequestContext request, CancellationToken cancellationToken)
    {
        if (!sources.TryGetValue(typeName, out var source))
            return null;
        return (await source.SuccessorsAsync([id], services, request, cancellationToken)).TryGetValue(id, out var successor) ? successor : null;
    }

    /// <summary>
    /// Fetches objects of any types, in one query per type. The answer has an entry for each reference, null for what does not exist
    /// or is not visible.
    /// </summary>
    public async Task<ProjectedRow?[]> FetchAsync(
        IReadOnlyList<NodeReference?> references, FieldSelection selection, IServiceProvider services, RequestContext request, CancellationToken cancellationToken)
    {
        var rows = new ProjectedRow?[references.Count];
        foreach (var group in Enumerable.Range(0, rows.Length).Where(i => references[i] is not null).GroupBy(i => references[i]!.Value.TypeName))
        {
            if (!sources.TryGetValue(group.Key, out var source))
                continue;
            var ids = group.Select(i => references[i]!.Value.Id).ToHashSet();
            var found = await source.FetchAsync(selection.SelectionsFor(source.Type), ids, services, request, cancellationToken);
            foreach (var i in group)
                rows[i] = found.GetValueOrDefault(references[i]!.Value.Id);
        }

        return rows;
    }
}
