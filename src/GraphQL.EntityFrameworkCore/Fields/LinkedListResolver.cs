using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>A many-to-many relation as a whole list: the rows of a table of links, joined with what they lead to.</summary>
internal sealed class LinkedListResolver<T, TLink, TChild, TKey, TChildKey> : ToManyResolver
    where TLink : class
    where TChild : class
{
    private readonly QuerySource<TLink> links;
    private readonly Expression<Func<TLink, TKey>> linkKey;
    private readonly ReferenceResolver<TLink, TChild, TChildKey> reference;
    private readonly ImmutableArray<Order<TChild>> order;

    [SetsRequiredMembers]
    public LinkedListResolver(
        Expression<Func<T, TKey>> parentKey,
        QuerySource<TLink> links,
        Expression<Func<TLink, TKey>> linkKey,
        ReferenceResolver<TLink, TChild, TChildKey> reference,
        ImmutableArray<Order<TChild>> order)
    {
        this.links = links;
        this.linkKey = linkKey;
        this.reference = reference;
        this.order = order;
        ParentKey = parentKey;
        ChildKey = linkKey;
        RowType = typeof(TLink);
        Child = reference.Target;
        Requirements = [parentKey];
    }

    public override bool CanFilter => false;

    public override IQueryable Query(IServiceProvider services, RequestContext request) => links(services, request);

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var keys = ParentKeys<TKey>.Of(batch);
        var lists = new ListsByKey();
        if (keys.Distinct.Count > 0)
        {
            var layout = RowLayout.For(batch.Selection.SelectionsFor(Child));
            var query = new RowQuery(links(batch.Services, batch.Request), batch.Services, batch.Request);
            query.Where(KeyFilter.In(linkKey, keys.Distinct));
            var child = query.Joins.Add(JoinTree.Root, reference);
            query.Join();
            query.Where(row => Expression.NotEqual(query.Joins.Read(row, child), Expression.Constant(null, typeof(TChild))));
            query.Order(order, child);
            query.Fetch(layout, child);
            var key = query.Fetch(row => ParameterReplacer.Apply(linkKey, row));
            await foreach (var row in query.ReadAsync(cancellationToken))
                lists.Add(row[key]!, layout.ToRow(row[0]));
        }

        for (var i = 0; i < batch.Count; i++)
            batch.SetResult(i, lists[keys.OfParent(i)]);
    }
}
