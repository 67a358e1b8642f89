using System.Linq.Expressions;
using System.Reflection;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>
/// Holds a value that a query compares with. Read through a property it becomes a parameter of the SQL statement, so that EF Core
/// compiles a query once for all values; as a constant it would be compiled anew for each.
/// </summary>
internal sealed class Operand<T>(T value)
{
    public T Value { get; } = value;
}

/// <summary>Makes expressions that stand for values.</summary>
internal static class Operand
{
    private static readonly MethodInfo OfMethod = typeof(Operand).GetMethod(nameof(OfValue), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>An expression of type <paramref name="type"/> that EF Core turns into a parameter.</summary>
    public static Expression Of(object? value, Type type) => (Expression)OfMethod.MakeGenericMethod(type).Invoke(null, [value])!;

    /// <summary>An expression that EF Core turns into a parameter.</summary>
    public static Expression Of<T>(T value) => Expression.Property(Expression.Constant(new Operand<T>(value)), nameof(Operand<>.Value));

    private static Expression OfValue<T>(object? value) => Of((T)value!);
}
