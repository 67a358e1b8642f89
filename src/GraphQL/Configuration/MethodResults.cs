using System.Linq.Expressions;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Takes the results of resolver methods out of their tasks. Called by compiled binders.</summary>
internal static class MethodResults
{
    /// <summary>The type of the value that a method brings in the end, without task or stream.</summary>
    public static Type ValueTypeOf(Type returned) =>
        ClrShape.IsWrapper(returned, typeof(Task<>)) || ClrShape.IsWrapper(returned, typeof(ValueTask<>)) ? returned.GetGenericArguments()[0] : returned;

    /// <summary>Whether a method's result has to be waited for.</summary>
    public static bool IsAsync(Type returned) => ValueTypeOf(returned) != returned || ClrShape.IsWrapper(returned, typeof(IAsyncEnumerable<>));

    /// <summary>The expression that makes a call a <c>ValueTask&lt;object?&gt;</c>.</summary>
    /// <param name="call">The call.</param>
    /// <param name="convert">Applied to results that are not null; null for none.</param>
    /// <param name="collect">Whether a stream is read to its end into a list.</param>
    /// <param name="cancellationToken">Ends the reading of a stream.</param>
    public static Expression Await(Expression call, Func<object, object?>? convert, bool collect, Expression cancellationToken)
    {
        var type = call.Type;
        var converter = Expression.Constant(convert, typeof(Func<object, object?>));
        if (ClrShape.IsWrapper(type, typeof(Task<>)))
            return Expression.Call(typeof(MethodResults), nameof(FromTask), type.GetGenericArguments(), call, converter);
        if (ClrShape.IsWrapper(type, typeof(ValueTask<>)))
            return Expression.Call(typeof(MethodResults), nameof(FromValueTask), type.GetGenericArguments(), call, converter);
        if (collect && ClrShape.IsWrapper(type, typeof(IAsyncEnumerable<>)))
            return Expression.Call(typeof(MethodResults), nameof(FromStream), type.GetGenericArguments(), call, converter, cancellationToken);
        return Expression.Call(typeof(MethodResults), nameof(FromValue), null, Expression.Convert(call, typeof(object)), converter);
    }

    private static ValueTask<object?> FromValue(object? value, Func<object, object?>? convert) => new(Converted(value, convert));

    private static async ValueTask<object?> FromTask<T>(Task<T> task, Func<object, object?>? convert) => Converted(await task, convert);

    private static ValueTask<object?> FromValueTask<T>(ValueTask<T> task, Func<object, object?>? convert) =>
        task.IsCompletedSuccessfully ? new(Converted(task.GetAwaiter().GetResult(), convert)) : FromTask(task.AsTask(), convert);

    private static async ValueTask<object?> FromStream<T>(IAsyncEnumerable<T> stream, Func<object, object?>? convert, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await foreach (var item in stream.WithCancellation(cancellationToken))
            items.Add(item);
        return Converted(items, convert);
    }

    private static object? Converted(object? value, Func<object, object?>? convert) => value is null || convert is null ? value : convert(value);
}
