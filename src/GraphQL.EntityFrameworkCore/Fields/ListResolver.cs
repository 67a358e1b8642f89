using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>A to-many relation as a whole list, for relations that stay short.</summary>
internal sealed class ListResolver<T, TChild, TKey> : ToManyResolver
    where TChild : class
{
    private readonly QuerySource<TChild> source;
    private readonly Expression<Func<TChild, TKey>> childKey;
    private readonly ImmutableArray<Order<TChild>> order;

    [SetsRequiredMembers]
    public ListResolver(
        Expression<Func<T, TKey>> parentKey, QuerySource<TChild> source, Expression<Func<TChild, TKey>> childKey, ImmutableArray<Order<TChild>> order, ObjectType child)
    {
        this.source = source;
        this.childKey = childKey;
        this.order = order;
        ParentKey = parentKey;
        ChildKey = childKey;
        RowType = typeof(TChild);
        Child = child;
        Requirements = [parentKey];
    }

    public override IQueryable Query(IServiceProvider services, RequestContext request) => source(services, request);

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var keys = ParentKeys<TKey>.Of(batch);
        var lists = new ListsByKey();
        if (keys.Distinct.Count > 0)
        {
            var layout = RowLayout.For(batch.Selection.SelectionsFor(Child));
            var query = new RowQuery(source(batch.Services, batch.Request), batch.Services, batch.Request);
            query.Where(KeyFilter.In(childKey, keys.Distinct));
            query.Order(order);
            query.Fetch(layout);
            var key = query.Fetch(row => ParameterReplacer.Apply(childKey, row));
            await foreach (var row in query.ReadAsync(cancellationToken))
                lists.Add(row[key]!, layout.ToRow(row[0]));
        }

        for (var i = 0; i < batch.Count; i++)
            batch.SetResult(i, lists[keys.OfParent(i)]);
    }
}
