using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Nodes;

/// <summary>Fetches objects of one type by their ids.</summary>
internal abstract class NodeSource(ObjectType type)
{
    /// <summary>The object type.</summary>
    public ObjectType Type => type;

    /// <summary>Fetches what is selected of the objects with these ids, in one query; those that the caller does not see are missing.</summary>
    public abstract Task<Dictionary<Guid, ProjectedRow>> FetchAsync(
        SelectionSet selections, IReadOnlyCollection<Guid> ids, IServiceProvider services, RequestContext request, CancellationToken cancellationToken);

    /// <summary>Which objects go by ids under which nothing was found.</summary>
    public abstract Task<Dictionary<Guid, Guid>> SuccessorsAsync(
        IReadOnlyCollection<Guid> ids, IServiceProvider services, RequestContext request, CancellationToken cancellationToken);
}

/// <inheritdoc/>
internal sealed class NodeSource<T, TKey>(ObjectType type, Expression<Func<T, TKey>> key, QuerySource<T> source, SuccessorSource<TKey>? successors) : NodeSource(type)
    where T : class
    where TKey : notnull
{
    public override async Task<Dictionary<Guid, ProjectedRow>> FetchAsync(
        SelectionSet selections, IReadOnlyCollection<Guid> ids, IServiceProvider services, RequestContext request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(selections, ids, services, request, cancellationToken);
        if (successors is null || found.Count == ids.Count)
            return found;
        var now = await SuccessorsAsync([.. ids.Where(id => !found.ContainsKey(id))], services, request, cancellationToken);
        if (now.Count == 0)
            return found;
        var rows = await FindAsync(selections, now.Values.ToHashSet(), services, request, cancellationToken);
        foreach (var (id, successor) in now)
        {
            if (rows.TryGetValue(successor, out var row))
                found[id] = row;
        }

        return found;
    }

    public override async Task<Dictionary<Guid, Guid>> SuccessorsAsync(
        IReadOnlyCollection<Guid> ids, IServiceProvider services, RequestContext request, CancellationToken cancellationToken)
    {
        if (successors is null)
            return [];
        var found = await successors(services, request, [.. ids.Select(id => (TKey)TypedId.Of(id, typeof(TKey)))], cancellationToken);
        return found.ToDictionary(s => TypedId.ValueOf(s.Key), s => TypedId.ValueOf(s.Value));
    }

    private async Task<Dictionary<Guid, ProjectedRow>> FindAsync(
        SelectionSet selections, IReadOnlyCollection<Guid> ids, IServiceProvider services, RequestContext request, CancellationToken cancellationToken)
    {
        var layout = RowLayout.For(selections);
        var query = new RowQuery(source(services, request), services, request);
        query.Where(KeyFilter.In(key, ids.Select(id => (TKey)TypedId.Of(id, typeof(TKey))).ToList()));
        query.Fetch(layout);
        var number = query.Fetch(row => ParameterReplacer.Apply(key, row));
        var found = new Dictionary<Guid, ProjectedRow>();
        await foreach (var row in query.ReadAsync(cancellationToken))
            found[TypedId.ValueOf(row[number]!)] = layout.ToRow(row[0]);
        return found;
    }
}
