using System.Collections;
using System.Linq.Expressions;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>Comparisons of values of any type, in the form that providers translate.</summary>
internal static class Comparison
{
    /// <summary>Whether a column of the type can be null, as far as its type tells.</summary>
    public static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    /// <summary>The type that also has null.</summary>
    public static Type OrNull(Type type) => CanBeNull(type) ? type : typeof(Nullable<>).MakeGenericType(type);

    /// <summary>An empty list of the type, filled.</summary>
    public static IList ListOf(Type type, IEnumerable<object> values)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
        foreach (var value in values)
            list.Add(value);
        return list;
    }

    /// <summary>Compares two values of the same type by <c>gt</c>, <c>gte</c>, <c>lt</c> or <c>lte</c>; unknown if one is null.</summary>
    public static Expression Compare(string operation, Expression left, Expression right)
    {
        var type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        if (type.IsEnum)
            return Binary(operation, AsNumber(left, type), AsNumber(right, type));
        if (type == typeof(bool))
            return Binary(operation, AsBit(left), AsBit(right));
        if (type != typeof(string) && (type.IsPrimitive || type.GetMethod("op_GreaterThan", [type, type]) is not null))
            return Binary(operation, left, right);

        // Ids and text have no operators; CompareTo is translated to the database's own comparison.
        var (a, b) = (Value(left, type), Value(right, type));
        return Binary(operation, Expression.Call(a, type.GetMethod(nameof(IComparable.CompareTo), [type])!, b), Expression.Constant(0));
    }

    private static UnaryExpression AsNumber(Expression value, Type type)
    {
        var number = Enum.GetUnderlyingType(type);
        return Expression.Convert(value, value.Type == type ? number : typeof(Nullable<>).MakeGenericType(number));
    }

    private static ConditionalExpression AsBit(Expression value) =>
        Expression.Condition(Expression.Equal(value, Expression.Constant(true, value.Type)), Expression.Constant(1), Expression.Constant(0));

    private static Expression Value(Expression value, Type type) => value.Type == type ? value : Expression.Property(value, "Value");

    private static BinaryExpression Binary(string operation, Expression left, Expression right) => operation switch
    {
        "gt" => Expression.GreaterThan(left, right),
        "gte" => Expression.GreaterThanOrEqual(left, right),
        "lt" => Expression.LessThan(left, right),
        "lte" => Expression.LessThanOrEqual(left, right),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not a comparison."),
    };
}
