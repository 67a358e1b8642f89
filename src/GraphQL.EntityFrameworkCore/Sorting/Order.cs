using System.Linq.Expressions;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>A key that a list is sorted by when the client does not choose.</summary>
/// <typeparam name="T">The entity.</typeparam>
public sealed class Order<T>
{
    internal Order(LambdaExpression key, bool descending)
    {
        Key = key;
        Descending = descending;
    }

    internal LambdaExpression Key { get; }

    internal bool Descending { get; }
}

/// <summary>Makes keys to sort by.</summary>
public static class Order
{
    /// <summary>Small values first.</summary>
    public static Order<T> By<T, TKey>(Expression<Func<T, TKey>> key) => new(key, descending: false);

    /// <summary>Large values first.</summary>
    public static Order<T> ByDescending<T, TKey>(Expression<Func<T, TKey>> key) => new(key, descending: true);
}
