using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Projections;
using CrmGraph.GraphQL.Execution;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>One SELECT: rows of a source, narrowed and ordered, and of them the values that layouts and callers ask for.</summary>
internal sealed class RowQuery
{
    private readonly IQueryable source;
    private readonly IServiceProvider services;
    private readonly RequestContext request;
    private readonly List<Func<Expression, Expression>> fetched = [];
    private Expression query;
    private int joined;
    private bool ordered;

    public RowQuery(IQueryable source, IServiceProvider services, RequestContext request)
    {
        this.source = source;
        this.services = services;
        this.request = request;
        query = source.Expression;
        Joins = new JoinTree(source.ElementType);
    }

    /// <summary>The rows that are read.</summary>
    public JoinTree Joins { get; private set; }

    /// <summary>Narrows by a condition on the root rows; before anything is joined.</summary>
    public void Where(LambdaExpression predicate) => query = QueryMethods.Where(query, predicate);

    /// <summary>Narrows by a condition on the rows with their joins.</summary>
    public void Where(Func<Expression, Expression> predicate) => query = QueryMethods.Where(query, Over(predicate));

    /// <summary>Orders, after earlier orders.</summary>
    public void Order(Func<Expression, Expression> key, bool descending)
    {
        query = QueryMethods.Order(query, Over(key), descending, !ordered);
        ordered = true;
    }

    /// <summary>Orders by keys of row <paramref name="number"/>, whose type they are about.</summary>
    public void Order<T>(IEnumerable<Order<T>> order, int number = JoinTree.Root)
    {
        foreach (var key in order)
            Order(row => ParameterReplacer.Apply(key.Key, Joins.Read(row, number)), key.Descending);
    }

    /// <summary>Keeps the first rows.</summary>
    public void Take(int count) => query = QueryMethods.Take(query, Joins.CarrierType, count);

    /// <summary>Joins what has been asked of <see cref="Joins"/> and is not joined yet.</summary>
    public void Join()
    {
        query = Joins.Apply(query, joined, services, request);
        joined = Joins.Count;
    }

    /// <summary>Keeps the distinct values of an expression over the root row; nothing but the value is left to fetch.</summary>
    public void Distinct(LambdaExpression value)
    {
        query = QueryMethods.Distinct(QueryMethods.Select(query, Over(row => ParameterReplacer.Apply(value, Joins.Read(row, JoinTree.Root)))), value.ReturnType);
        Joins = new JoinTree(value.ReturnType);
        joined = 0;
    }

    /// <summary>
    /// Cuts the rows of each key on their own, all in one statement: ROW_NUMBER over the rows that the conditions so far have left,
    /// never over the whole table.
    /// </summary>
    /// <param name="key">The key of a root row.</param>
    /// <param name="cut">Orders and cuts the rows of one key.</param>
    public void ForEachKey(LambdaExpression key, Action cut)
    {
        var keys = QueryMethods.Distinct(QueryMethods.Select(query, key), key.ReturnType);
        var one = Expression.Parameter(key.ReturnType, "key");
        query = QueryMethods.Where(query, Over(row => Expression.Equal(ParameterReplacer.Apply(key, row), one)));
        cut();
        query = QueryMethods.SelectMany(keys, one, query, Joins.CarrierType);
        ordered = false;
    }

    /// <summary>Fetches the rows of a layout; their array is the entry with the returned number.</summary>
    public int Fetch(RowLayout layout, int number = JoinTree.Root)
    {
        layout.Join(Joins, number);
        fetched.Add(row => layout.Values(Joins, row, number));
        return fetched.Count - 1;
    }

    /// <summary>Fetches a value of the root rows; it is the entry with the returned number.</summary>
    public int Fetch(Func<Expression, Expression> value)
    {
        fetched.Add(row => value(Joins.Read(row, JoinTree.Root)));
        return fetched.Count - 1;
    }

    /// <summary>Fetches a value of the rows with their joins; it is the entry with the returned number.</summary>
    public int FetchJoined(Func<Expression, Expression> value)
    {
        fetched.Add(value);
        return fetched.Count - 1;
    }

    /// <summary>Runs the statement.</summary>
    public IAsyncEnumerable<object?[]> ReadAsync(CancellationToken cancellationToken)
    {
        Join();
        var selected = QueryMethods.Select(
            query, Over(row => Expression.NewArrayInit(typeof(object), fetched.Select(f => (Expression)Expression.Convert(f(row), typeof(object))))));
        return WithCancellation(source.Provider.CreateQuery<object?[]>(selected), cancellationToken);
    }

    private static async IAsyncEnumerable<object?[]> WithCancellation(
        IQueryable<object?[]> rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return row;
    }

    private LambdaExpression Over(Func<Expression, Expression> body)
    {
        var row = Expression.Parameter(joined == Joins.Count ? Joins.CarrierType : throw new InvalidOperationException("Joins have been asked for and not made."), "row");
        return Expression.Lambda(body(row), row);
    }
}
