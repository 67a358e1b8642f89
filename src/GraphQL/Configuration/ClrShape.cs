using System.Collections.Immutable;
using System.Reflection;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>A C# type as the schema sees it: nullability from the annotations, lists by their items, wrappers taken off.</summary>
/// <param name="Type">The type without <see cref="Nullable{T}"/> and <see cref="Optional{T}"/>.</param>
/// <param name="IsNullable">Whether null is a value.</param>
/// <param name="IsOptional">Whether it was wrapped in <see cref="Optional{T}"/>.</param>
/// <param name="Item">The shape of the items if it is a list.</param>
internal sealed record ClrShape(Type Type, bool IsNullable, bool IsOptional, ClrShape? Item)
{
    private static readonly Type[] Lists =
    [
        typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>),
        typeof(ImmutableArray<>), typeof(IQueryable<>), typeof(IAsyncEnumerable<>),
    ];

    /// <summary>The type without any list around it.</summary>
    public Type Leaf => Item?.Leaf ?? Type;

    /// <summary>The shape of a property, parameter or return value.</summary>
    public static ClrShape Of(NullabilityInfo annotated)
    {
        var type = annotated.Type;
        if (IsWrapper(type, typeof(Optional<>)))
            return Of(annotated.GenericTypeArguments[0]) with { IsOptional = true };
        var nullable = annotated.ReadState != NullabilityState.NotNull;
        if (System.Nullable.GetUnderlyingType(type) is { } underlying)
            (type, nullable) = (underlying, true);
        if (ItemOf(type) is null)
            return new ClrShape(type, nullable, false, null);
        return new ClrShape(type, nullable, false, Of(annotated.ElementType ?? annotated.GenericTypeArguments[0]));
    }

    /// <summary>The shape of a return value, out of the task that brings it.</summary>
    public static ClrShape OfResult(NullabilityInfo annotated) =>
        IsWrapper(annotated.Type, typeof(Task<>)) || IsWrapper(annotated.Type, typeof(ValueTask<>))
            ? OfResult(annotated.GenericTypeArguments[0])
            : Of(annotated);

    /// <summary>The shape of a type of which no annotation is known; items of reference types are taken as not null.</summary>
    public static ClrShape Of(Type type, bool isNullable)
    {
        if (System.Nullable.GetUnderlyingType(type) is { } underlying)
            (type, isNullable) = (underlying, true);
        return new ClrShape(type, isNullable, false, ItemOf(type) is { } item ? Of(item, false) : null);
    }

    /// <summary>Whether a type is a generic one of that definition.</summary>
    public static bool IsWrapper(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static Type? ItemOf(Type type)
    {
        if (type.IsSZArray)
            return type.GetElementType();
        return type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments()[0] : null;
    }
}
