using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Filtering;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.EntityFrameworkCore.Sorting;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>Fetches pages of the rows of one type.</summary>
internal sealed class ConnectionSource<T>
    where T : class
{
    private readonly ObjectType type;
    private readonly QuerySource<T> source;
    private readonly ImmutableArray<SortKey> defaultOrder;
    private readonly Lazy<SortKey?> id;

    public ConnectionSource(ObjectType type, QuerySource<T> source, IEnumerable<Order<T>> order)
    {
        this.type = type;
        this.source = source;
        Filter = new FilterType(type);
        Sort = new SortType(type);
        defaultOrder = [.. order.Select(o => new SortKey(o.Key.Body.ToString(), [], o.Key, Comparison.CanBeNull(o.Key.ReturnType), o.Descending))];
        id = new(() => type.FindField("id") is { } field && Columns.KeyOf(field) is var (key, _) ? new SortKey("id", [], key, CanBeNull: false, Descending: false) : null);
    }

    /// <summary>How the rows can be filtered.</summary>
    public FilterType Filter { get; }

    /// <summary>How the rows can be sorted.</summary>
    public SortType Sort { get; }

    /// <summary>The rows that the caller sees.</summary>
    public IQueryable<T> Query(IServiceProvider services, RequestContext request) => source(services, request);

    /// <summary>Fetches a page of every list of the scope, and nothing of it that is not selected.</summary>
    public async Task<Dictionary<object, Page>> FetchAsync(
        ParentScope<T> scope, ConnectionLayout layout, ConnectionArguments arguments, IServiceProvider services, RequestContext request, CancellationToken cancellationToken)
    {
        var keyset = KeysetOf(arguments, request);
        var cursor = new Cursor(type.Name, keyset);
        var after = arguments.After is { } text ? cursor.Read("after", text) : null;
        var before = arguments.Before is { } end ? cursor.Read("before", end) : null;
        var where = arguments.Where is { } filter ? (Expression<Func<T, bool>>?)new FilterCompiler(services, request).Compile(Filter, filter, typeof(T)) : null;
        var pages = scope.Keys.ToDictionary(k => k, _ => new Page(layout, cursor, layout.Items.Count + 1));
        if (layout.NeedsItems || layout.NeedsCursors)
            request.Spend((long)pages.Count * arguments.Limit);

        if (arguments.Limit > 0 && (layout.NeedsItems || layout.NeedsCursors) || (arguments.IsBackward ? layout.NeedsPrevious : layout.NeedsNext))
        {
            await foreach (var row in RowsAsync())
                pages[scope.Key is null ? ParentScope<T>.Everything : row[layout.Items.Count]!].Add(row);
        }

        foreach (var page in pages.Values)
        {
            var more = page.Finish(arguments);
            (page.HasNext, page.HasPrevious) = arguments.IsBackward ? (false, more) : (more, false);
        }

        if (layout.NeedsPrevious && after is not null)
        {
            await foreach (var key in BeyondAsync(after, backward: true))
                pages[key].HasPrevious = true;
        }

        if (layout.NeedsNext && before is not null)
        {
            await foreach (var key in BeyondAsync(before, backward: false))
                pages[key].HasNext = true;
        }

        if (layout.NeedsCount)
        {
            foreach (var (key, count) in await scope.CountAsync(Filtered(), cancellationToken))
                pages[key].TotalCount = count;
        }

        return pages;

        IQueryable<T> Filtered()
        {
            var rows = source(services, request).AsNoTracking();
            if (scope.Filter is { } parents)
                rows = rows.Where(parents);
            return where is null ? rows : rows.Where(where);
        }

        IAsyncEnumerable<object?[]> RowsAsync()
        {
            var rows = Filtered();
            var query = new RowQuery(rows, services, request);
            var nullsAreSmall = NullOrder.NullsAreSmall(rows);
            if (scope.Key is { } key && pages.Count > 1)
            {
                query.ForEachKey(key, Cut);
                keyset.Order(query, arguments.IsBackward, nullsAreSmall);
            }
            else
            {
                Cut();
            }

            foreach (var item in layout.Items)
                query.Fetch(item);
            if (scope.Key is { } parent)
                query.Fetch(row => ParameterReplacer.Apply(parent, row));
            else if (layout.Items.Count > 0 || layout.NeedsCursors)
                query.Fetch(_ => Expression.Constant(null));
            else
                query.FetchJoined(row => keyset.Keys[^1].Read(query.Joins, row));
            if (layout.NeedsCursors)
            {
                foreach (var sortKey in keyset.Keys)
                    query.FetchJoined(row => sortKey.Read(query.Joins, row));
            }

            return query.ReadAsync(cancellationToken);

            void Cut()
            {
                keyset.Join(query.Joins);
                query.Join();
                if (after is not null)
                    query.Where(row => keyset.Beyond(query.Joins, row, after, backward: false));
                if (before is not null)
                    query.Where(row => keyset.Beyond(query.Joins, row, before, backward: true));
                keyset.Order(query, arguments.IsBackward, nullsAreSmall);
                query.Take(arguments.Limit + 1);
            }
        }

        // The lists that have rows at a position or on one side of it.
        async IAsyncEnumerable<object> BeyondAsync(object?[] position, bool backward)
        {
            var query = new RowQuery(Filtered(), services, request);
            keyset.Join(query.Joins);
            query.Join();
            query.Where(row => keyset.Beyond(query.Joins, row, position, backward, inclusive: true));
            if (scope.Key is { } key)
            {
                query.Distinct(key);
                query.Fetch(row => row);
            }
            else
            {
                // The nearest one is found by the same index as the page, and a limit without an order would make EF Core warn.
                keyset.Order(query, backward, NullOrder.NullsAreSmall(Filtered()));
                query.Take(1);
                query.FetchJoined(row => keyset.Keys[^1].Read(query.Joins, row));
            }

            await foreach (var row in query.ReadAsync(cancellationToken))
                yield return scope.Key is null ? ParentScope<T>.Everything : row[0]!;
        }
    }

    private Keyset KeysetOf(ConnectionArguments arguments, RequestContext request)
    {
        var keys = arguments.Order.Length == 0 ? defaultOrder : [.. arguments.Order.Select(o => Sort.KeyOf(o, request))];
        if (id.Value is not { } last)
            return keys.Length > 0 ? new Keyset(keys) : throw new InvalidOperationException($"{type.Name} has no id and no order, so that it cannot be paged.");

        // What comes behind the id cannot matter.
        var idAt = keys.ToList().FindIndex(k => k.Name == last.Name);
        return new Keyset(idAt >= 0 ? keys[..(idAt + 1)] : keys.Add(last));
    }
}
