using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>Compiles operators on one value. A negated operator is exactly the negation, so that it holds for null.</summary>
internal static class Operations
{
    /// <summary>The condition that all given operators make; null if none is given.</summary>
    /// <param name="given">The operators with their operands.</param>
    /// <param name="value">The value.</param>
    /// <param name="convert">Brings an operand that is not null to the type of the value.</param>
    /// <param name="compiler">Keeps the limits.</param>
    public static Expression? Compile(InputObjectValue given, Expression value, Func<object, object> convert, FilterCompiler compiler)
    {
        Expression? all = null;
        foreach (var (name, operand) in FilterCompiler.Given(given))
        {
            compiler.Count();
            all = FilterCompiler.And(all, name switch
            {
                "and" => FilterCompiler.Items(name, operand).Aggregate((Expression?)null, (a, item) => FilterCompiler.And(a, Compile(item, value, convert, compiler))),
                "or" => Alternatives([.. FilterCompiler.Items(name, operand).Select(item => Compile(item, value, convert, compiler))]),
                "nin" => Expression.Not(In(name, value, operand, convert)),
                "in" => In(name, value, operand, convert),
                ['n', .. var positive] => Expression.Not(Single(positive, name, value, operand, convert)),
                _ => Single(name, name, value, operand, convert),
            });
        }

        return all;
    }

    /// <summary>Whether the operators hold for null.</summary>
    public static bool HoldForNull(InputObjectValue given) =>
        FilterCompiler.Given(given).All(g => g.Name switch
        {
            "and" => FilterCompiler.Items(g.Name, g.Value).All(HoldForNull),
            "or" => FilterCompiler.Items(g.Name, g.Value) is var items && (items.Count == 0 || items.Any(HoldForNull)),
            "eq" or "eqIgnoreCase" => g.Value is null,
            "neq" or "neqIgnoreCase" => g.Value is not null,
            "in" => Values(g.Name, g.Value).Contains(null),
            "nin" => !Values(g.Name, g.Value).Contains(null),
            ['n', ..] => true,
            _ => false,
        });

    private static Expression? Alternatives(Expression?[] alternatives) =>
        alternatives.Length == 0 || alternatives.Contains(null) ? null : alternatives.Aggregate((a, b) => Expression.OrElse(a!, b!));

    private static Expression Single(string operation, string name, Expression value, object? operand, Func<object, object> convert)
    {
        if (operand is null)
        {
            return operation is "eq" or "eqIgnoreCase"
                ? IsNull(value)
                : throw FilterCompiler.Refusal($"\"{name}\" takes a value, not null.");
        }

        var converted = convert(operand);
        if (operation == "eq")
            return Expression.Equal(value, Operand.Of(converted, value.Type));
        var holds = converted is string text
            ? TextOperations.Compile(operation, value, text)
            : Comparison.Compare(operation, value, Operand.Of(converted, value.Type));
        return Comparison.CanBeNull(value.Type) ? Expression.AndAlso(Expression.Not(IsNull(value)), holds) : holds;
    }

    private static Expression In(string name, Expression value, object? operand, Func<object, object> convert)
    {
        var values = Values(name, operand);
        if (values.Count > FilterCompiler.MostListed)
            throw FilterCompiler.Refusal($"\"{name}\" takes at most {FilterCompiler.MostListed} values.");
        var list = Comparison.ListOf(value.Type, values.Where(v => v is not null).Select(v => convert(v!)));
        Expression found = list.Count == 0
            ? Expression.Constant(false)
            : QueryMethods.Contains(Operand.Of(list, typeof(IEnumerable<>).MakeGenericType(value.Type)), value);
        return values.Contains(null) ? Expression.OrElse(IsNull(value), found) : found;
    }

    private static IReadOnlyList<object?> Values(string name, object? operand) =>
        operand is System.Collections.IEnumerable list
            ? [.. list.Cast<object?>()]
            : throw FilterCompiler.Refusal($"\"{name}\" takes a list, not null.");

    private static Expression IsNull(Expression value) =>
        Comparison.CanBeNull(value.Type) ? Expression.Equal(value, Expression.Constant(null, value.Type)) : Expression.Constant(false);
}
