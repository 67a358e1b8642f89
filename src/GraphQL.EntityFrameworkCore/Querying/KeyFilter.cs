using System.Linq.Expressions;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>Conditions on keys.</summary>
internal static class KeyFilter
{
    /// <summary>The key is one of a list.</summary>
    public static LambdaExpression In<TKey>(LambdaExpression key, List<TKey> keys) =>
        Expression.Lambda(Contains(key.Body, keys), key.Parameters);

    /// <summary>The value is one of a list; with one entry a plain comparison, so that it is planned like a look-up.</summary>
    public static Expression Contains<TKey>(Expression value, List<TKey> keys) =>
        keys.Count == 1
            ? Expression.Equal(value, Operand.Of(keys[0]))
            : QueryMethods.Contains(Operand.Of((IEnumerable<TKey>)keys), value);
}
