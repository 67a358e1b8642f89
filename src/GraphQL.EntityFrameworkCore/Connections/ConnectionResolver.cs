using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>A to-many relation in pages: one query for all parents of a level, which keeps a page's worth of rows per parent.</summary>
internal sealed class ConnectionResolver<T, TChild, TKey> : ToManyResolver
    where TChild : class
{
    private readonly ConnectionSource<TChild> source;
    private readonly Expression<Func<TChild, TKey>> childKey;
    private readonly ObjectType connection;

    [SetsRequiredMembers]
    public ConnectionResolver(
        Expression<Func<T, TKey>> parentKey, Expression<Func<TChild, TKey>> childKey, ConnectionSource<TChild> source, ObjectType child, ObjectType connection)
    {
        this.source = source;
        this.childKey = childKey;
        this.connection = connection;
        ParentKey = parentKey;
        ChildKey = childKey;
        RowType = typeof(TChild);
        Child = child;
        Requirements = [parentKey];
    }

    public override IQueryable Query(IServiceProvider services, RequestContext request) => source.Query(services, request);

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var keys = ParentKeys<TKey>.Of(batch);
        var layout = ConnectionLayout.For(batch.Selection.SelectionsFor(connection));
        var arguments = new ConnectionArguments(batch.Arguments);
        var scope = new KeyedScope<TChild, TKey>(childKey, keys.Distinct);
        var pages = keys.Distinct.Count == 0
            ? []
            : await source.FetchAsync(scope, layout, arguments, batch.Services, batch.Request, cancellationToken);
        for (var i = 0; i < batch.Count; i++)
        {
            var page = keys.OfParent(i) is { } key ? pages[key] : Page.Empty(layout);
            batch.SetResult(i, layout.ToRow(page));
        }
    }
}
