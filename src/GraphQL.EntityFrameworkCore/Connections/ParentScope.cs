using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>Whose lists a connection fetches: one list of all rows, or one per parent.</summary>
internal abstract class ParentScope<T>
{
    /// <summary>Stands for the key where there are no parents.</summary>
    public static readonly object Everything = new();

    /// <summary>The rows of all parents; null for all rows.</summary>
    public abstract Expression<Func<T, bool>>? Filter { get; }

    /// <summary>What tells the parent of a row; null if there is one list only.</summary>
    public abstract LambdaExpression? Key { get; }

    /// <summary>The keys of the lists.</summary>
    public abstract IEnumerable<object> Keys { get; }

    /// <summary>Counts the rows of every list; lists without rows may be missing.</summary>
    public abstract Task<Dictionary<object, int>> CountAsync(IQueryable<T> rows, CancellationToken cancellationToken);
}

/// <summary>One list of all rows.</summary>
/// <param name="filter">Which rows, if not really all.</param>
internal sealed class WholeScope<T>(Expression<Func<T, bool>>? filter) : ParentScope<T>
{
    public override Expression<Func<T, bool>>? Filter => filter;

    public override LambdaExpression? Key => null;

    public override IEnumerable<object> Keys => [Everything];

    public override async Task<Dictionary<object, int>> CountAsync(IQueryable<T> rows, CancellationToken cancellationToken) =>
        new() { [Everything] = await rows.CountAsync(cancellationToken) };
}

/// <summary>A list per parent.</summary>
internal sealed class KeyedScope<T, TKey>(Expression<Func<T, TKey>> key, List<TKey> keys) : ParentScope<T>
{
    public override Expression<Func<T, bool>>? Filter { get; } = (Expression<Func<T, bool>>)KeyFilter.In(key, keys);

    public override LambdaExpression? Key => key;

    public override IEnumerable<object> Keys => keys.Cast<object>();

    public override async Task<Dictionary<object, int>> CountAsync(IQueryable<T> rows, CancellationToken cancellationToken) =>
        await rows.GroupBy(key).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => (object)g.Key!, g => g.Count, cancellationToken);
}
