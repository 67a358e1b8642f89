using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.EntityFrameworkCore.Sorting;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>
/// A total order: the keys that were asked for and, at the end, the id. Null comes before all values in ascending order and after
/// them in descending order, on every provider.
/// </summary>
internal sealed class Keyset(ImmutableArray<SortKey> keys)
{
    /// <summary>The keys; the last one is unique.</summary>
    public ImmutableArray<SortKey> Keys => keys;

    /// <summary>Asks for the joins that the keys need.</summary>
    public void Join(JoinTree tree)
    {
        foreach (var key in keys)
            key.Join(tree);
    }

    /// <summary>Orders a query.</summary>
    /// <param name="query">The query, with its joins.</param>
    /// <param name="backward">Whether to begin at the end.</param>
    /// <param name="nullsAreSmall">Whether the database orders null before all values by itself.</param>
    public void Order(RowQuery query, bool backward, bool nullsAreSmall)
    {
        foreach (var key in keys)
        {
            var descending = key.Descending != backward;
            if (key.CanBeNull && !nullsAreSmall)
                query.Order(row => Expression.Condition(IsNull(key.Read(query.Joins, row)), Expression.Constant(0), Expression.Constant(1)), descending);
            query.Order(row => key.Read(query.Joins, row), descending);
        }
    }

    /// <summary>The condition on a row to come after a position, or before it if <paramref name="backward"/>.</summary>
    /// <param name="tree">The joins of the row.</param>
    /// <param name="row">The row with its joins.</param>
    /// <param name="position">A value for every key.</param>
    /// <param name="backward">Whether rows before the position are meant.</param>
    /// <param name="inclusive">Whether the position itself belongs to them.</param>
    public Expression Beyond(JoinTree tree, Expression row, object?[] position, bool backward, bool inclusive = false)
    {
        Expression? beyond = null;
        Expression? equal = null;
        for (var i = 0; i < keys.Length; i++)
        {
            var value = keys[i].Read(tree, row);
            if (Past(keys[i], value, position[i], backward) is { } past)
                beyond = Or(beyond, And(equal, past));
            equal = And(equal, position[i] is null ? IsNull(value) : Expression.Equal(value, Operand.Of(position[i], value.Type)));
        }

        if (inclusive)
            beyond = Or(beyond, equal!);
        return And(Bound(tree, row, position, backward), beyond!);
    }

    // Implied by the rest, but only this lets an index on the first key begin at the position.
    private Expression? Bound(JoinTree tree, Expression row, object?[] position, bool backward)
    {
        var first = keys[0];
        var descending = first.Descending != backward;
        if (keys.Length == 1 || position[0] is null || (first.CanBeNull && descending))
            return null;
        var value = first.Read(tree, row);
        return Comparison.Compare(descending ? "lte" : "gte", value, Operand.Of(position[0], value.Type));
    }

    private static Expression? Past(SortKey key, Expression value, object? position, bool backward) =>
        (Descending: key.Descending != backward, position) switch
        {
            (Descending: false, null) => key.CanBeNull ? Expression.Not(IsNull(value)) : null,
            (Descending: true, null) => null,
            (Descending: false, _) => Comparison.Compare("gt", value, Operand.Of(position, value.Type)),
            _ when key.CanBeNull => Expression.OrElse(IsNull(value), Comparison.Compare("lt", value, Operand.Of(position, value.Type))),
            _ => Comparison.Compare("lt", value, Operand.Of(position, value.Type)),
        };

    private static BinaryExpression IsNull(Expression value) => Expression.Equal(value, Expression.Constant(null, value.Type));

    private static Expression And(Expression? left, Expression right) => left is null ? right : Expression.AndAlso(left, right);

    private static Expression Or(Expression? left, Expression right) => left is null ? right : Expression.OrElse(left, right);
}
