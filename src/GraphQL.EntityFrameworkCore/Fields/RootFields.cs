using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Connections;
using CrmGraph.GraphQL.EntityFrameworkCore.Nodes;
using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>Makes fields of <c>Query</c> that read rows.</summary>
internal static class RootFields
{
    public static OutputField Connection<T>(string name, QuerySource<T> source, IEnumerable<Order<T>> order, string? description, TypeRegistry types, Narrowing<T>? narrowing = null)
        where T : class
    {
        var node = types.ObjectTypeOf(typeof(T));
        var connection = ConnectionTypes.Of(node, types);
        var rows = new ConnectionSource<T>(node, source, order);
        InputValue[] further = narrowing is null ? [] : [new InputValue(narrowing.Argument, types.InputType(typeof(bool), nullable: true), description: narrowing.Description)];
        return new OutputField(name, new NonNullType(connection), further.Concat(ConnectionTypes.Arguments(rows.Filter, rows.Sort, types)), description)
        {
            Resolver = new TaskResolver(async (context, cancellationToken) =>
            {
                var layout = ConnectionLayout.For(context.Selection.SelectionsFor(connection));
                var arguments = new ConnectionArguments(context.Arguments, further.Length);
                var scope = new WholeScope<T>(narrowing is not null && context.Arguments[0] is true ? narrowing.Where : null);
                var pages = await rows.FetchAsync(scope, layout, arguments, context.Services, context.Request, cancellationToken);
                return layout.ToRow(pages[ParentScope<T>.Everything]);
            }),
        };
    }

    public static OutputField List<T>(string name, QuerySource<T> source, ImmutableArray<Order<T>> order, string? description, TypeRegistry types)
        where T : class
    {
        var type = types.ObjectTypeOf(typeof(T));
        return new OutputField(name, new NonNullType(new ListType(new NonNullType(type))), description: description)
        {
            Resolver = new TaskResolver(async (context, cancellationToken) =>
            {
                var query = new RowQuery(source(context.Services, context.Request), context.Services, context.Request);
                query.Order(order);
                return await ReadAsync(query, context.Selection.SelectionsFor(type), cancellationToken);
            }),
        };
    }

    public static OutputField First<T>(string name, QuerySource<T> source, bool nullable, string? description, TypeRegistry types)
        where T : class
    {
        var type = types.ObjectTypeOf(typeof(T));
        return new OutputField(name, nullable ? type : new NonNullType(type), description: description)
        {
            Resolver = new TaskResolver(async (context, cancellationToken) =>
            {
                var query = new RowQuery(source(context.Services, context.Request), context.Services, context.Request);
                return (await ReadAsync(query, context.Selection.SelectionsFor(type), cancellationToken)).FirstOrDefault();
            }),
        };
    }

    public static OutputField Single<T, TKey>(
        string name, QuerySource<T> source, Expression<Func<T, TKey>> key, string argument, string? description, TypeRegistry types)
        where T : class
    {
        var type = types.ObjectTypeOf(typeof(T));
        var isId = TypedId.IsId(typeof(TKey));
        var input = new InputValue(argument, isId ? new NonNullType(types.Find("ID")!) : types.InputType(typeof(TKey), nullable: false), description: isId ? "The global id." : DescriptionOf(key, types));
        var nodes = types.Shared<NodeSources>();
        return new OutputField(name, type, [input], description)
        {
            Resolver = new TaskResolver(async (context, cancellationToken) =>
            {
                var given = context.Arguments[0]!;
                if ((isId ? TypedId.Decode((string)given, type.Name, typeof(TKey)) : given) is not TKey value)
                    return null;
                if (await FindAsync(value, context, cancellationToken) is { } found)
                    return found;
                return isId && await nodes.SuccessorAsync(type.Name, TypedId.ValueOf(value), context.Services, context.Request, cancellationToken) is { } successor
                    ? await FindAsync((TKey)TypedId.Of(successor, typeof(TKey)), context, cancellationToken)
                    : null;
            }),
        };

        async Task<ProjectedRow?> FindAsync(TKey value, ResolverContext context, CancellationToken cancellationToken)
        {
            var query = new RowQuery(source(context.Services, context.Request), context.Services, context.Request);
            query.Where(KeyFilter.In(key, [value]));
            return (await ReadAsync(query, context.Selection.SelectionsFor(type), cancellationToken)).FirstOrDefault();
        }
    }

    private static string? DescriptionOf(LambdaExpression key, TypeRegistry types) => key.Body is MemberExpression { Member: var member } ? types.DescriptionOf(member) : null;

    private static async Task<List<ProjectedRow>> ReadAsync(RowQuery query, Execution.Planning.SelectionSet selections, CancellationToken cancellationToken)
    {
        var layout = RowLayout.For(selections);
        query.Fetch(layout);
        var rows = new List<ProjectedRow>();
        await foreach (var row in query.ReadAsync(cancellationToken))
            rows.Add(layout.ToRow(row[0]));
        return rows;
    }
}
