using System.Linq.Expressions;
using System.Reflection;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>Query operators over rows whose types are known only when the query is made.</summary>
internal static class QueryMethods
{
    private static readonly MethodInfo WhereMethod = Find((IQueryable<int> q) => q.Where(x => true));
    private static readonly MethodInfo SelectMethod = Find((IQueryable<int> q) => q.Select(x => x));
    private static readonly MethodInfo OrderByMethod = Find((IQueryable<int> q) => q.OrderBy(x => x));
    private static readonly MethodInfo OrderByDescendingMethod = Find((IQueryable<int> q) => q.OrderByDescending(x => x));
    private static readonly MethodInfo ThenByMethod = Find((IOrderedQueryable<int> q) => q.ThenBy(x => x));
    private static readonly MethodInfo ThenByDescendingMethod = Find((IOrderedQueryable<int> q) => q.ThenByDescending(x => x));
    private static readonly MethodInfo TakeMethod = Find((IQueryable<int> q) => q.Take(1));
    private static readonly MethodInfo DistinctMethod = Find((IQueryable<int> q) => q.Distinct());
    private static readonly MethodInfo SelectManyMethod = Find((IQueryable<int> q) => q.SelectMany(x => new int[0]));
    private static readonly MethodInfo LeftJoinMethod = Find((IQueryable<int> q) => q.LeftJoin(q, x => x, x => x, (x, y) => x));
    private static readonly MethodInfo AnyMethod = Find((IQueryable<int> q) => q.Any(x => true));
    private static readonly MethodInfo ContainsMethod = Find((IEnumerable<int> q) => q.Contains(1));

    public static Expression Where(Expression query, LambdaExpression predicate) => Call(WhereMethod, [Element(predicate)], query, Expression.Quote(predicate));

    public static Expression Select(Expression query, LambdaExpression selector) =>
        Call(SelectMethod, [Element(selector), selector.ReturnType], query, Expression.Quote(selector));

    public static Expression Order(Expression query, LambdaExpression key, bool descending, bool first)
    {
        var method = (first, descending) switch
        {
            (true, false) => OrderByMethod,
            (true, true) => OrderByDescendingMethod,
            (false, false) => ThenByMethod,
            _ => ThenByDescendingMethod,
        };
        return Call(method, [Element(key), key.ReturnType], query, Expression.Quote(key));
    }

    public static Expression Take(Expression query, Type element, int count) => Call(TakeMethod, [element], query, Operand.Of(count));

    public static Expression Distinct(Expression query, Type element) => Call(DistinctMethod, [element], query);

    public static Expression SelectMany(Expression query, ParameterExpression parameter, Expression inner, Type element)
    {
        var selector = Expression.Lambda(typeof(Func<,>).MakeGenericType(parameter.Type, typeof(IEnumerable<>).MakeGenericType(element)), inner, parameter);
        return Call(SelectManyMethod, [parameter.Type, element], query, Expression.Quote(selector));
    }

    public static Expression LeftJoin(Expression outer, Expression inner, LambdaExpression outerKey, LambdaExpression innerKey, LambdaExpression result) =>
        Call(
            LeftJoinMethod,
            [Element(outerKey), Element(innerKey), outerKey.ReturnType, result.ReturnType],
            outer,
            inner,
            Expression.Quote(outerKey),
            Expression.Quote(innerKey),
            Expression.Quote(result));

    public static Expression Any(Expression query, LambdaExpression predicate) => Call(AnyMethod, [Element(predicate)], query, Expression.Quote(predicate));

    /// <summary>Whether a list that is a parameter of the statement holds the value.</summary>
    public static Expression Contains(Expression list, Expression value) => Call(ContainsMethod, [value.Type], list, value);

    private static Type Element(LambdaExpression lambda) => lambda.Parameters[0].Type;

    private static MethodCallExpression Call(MethodInfo method, Type[] types, params Expression[] arguments) =>
        Expression.Call(method.MakeGenericMethod(types), arguments);

    private static MethodInfo Find<TSource, TResult>(Expression<Func<TSource, TResult>> call) =>
        ((MethodCallExpression)call.Body).Method.GetGenericMethodDefinition();
}
