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
}

/// <inheritdoc/>
internal sealed class NodeSource<T, TKey>(ObjectType type, Expression<Func<T, TKey>> key, QuerySource<T> source) : NodeSource(type)
    where T : class
{
    public override async Task<Dictionary<Guid, ProjectedRow>> FetchAsync(
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
