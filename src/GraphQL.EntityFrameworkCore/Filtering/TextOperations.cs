using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>
/// Operators on text that is not null. They are written with operations that tell case apart on every provider: EF Core's own
/// <c>StartsWith</c> and <c>EndsWith</c> become LIKE, which on SQLite takes <c>a</c> and <c>A</c> for the same.
/// </summary>
internal static class TextOperations
{
    private static readonly MethodInfo ContainsMethod = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo IndexOfMethod = typeof(string).GetMethod(nameof(string.IndexOf), [typeof(string)])!;
    private static readonly MethodInfo SubstringMethod = typeof(string).GetMethod(nameof(string.Substring), [typeof(int)])!;
    private static readonly MethodInfo ToLowerMethod = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;

    /// <summary>The condition.</summary>
    public static Expression Compile(string operation, Expression value, string operand)
    {
        if (!operation.EndsWith("IgnoreCase", StringComparison.Ordinal))
            return Exact(operation, value, operand);

        // The database lowers the column: all letters, or those of ASCII (SQLite, and PostgreSQL with the collation "C"). The operand is
        // lowered in both ways, so that a letter beyond ASCII is found at least as it is written.
        var name = operation[..^"IgnoreCase".Length];
        var lowered = Expression.Call(value, ToLowerMethod);
        var (all, ascii) = (operand.ToLowerInvariant(), LowerAscii(operand));
        var condition = Exact(name, lowered, all);
        return all == ascii ? condition : Expression.OrElse(condition, Exact(name, lowered, ascii));
    }

    private static Expression Exact(string operation, Expression value, string operand)
    {
        if (operand.Length == 0 && operation != "eq")
            return Expression.Constant(true);
        var text = Operand.Of(operand);
        return operation switch
        {
            "eq" => Expression.Equal(value, text),
            "contains" => Expression.Call(value, ContainsMethod, text),
            "startsWith" => Expression.Equal(Expression.Call(value, IndexOfMethod, text), Expression.Constant(0)),
            _ => EndsWith(value, operand, text),
        };
    }

    private static BinaryExpression EndsWith(Expression value, string operand, Expression text)
    {
        // Databases count characters, not halves of surrogate pairs.
        var count = Operand.Of(operand.EnumerateRunes().Count());
        var length = Expression.Property(value, nameof(string.Length));
        return Expression.AndAlso(
            Expression.GreaterThanOrEqual(length, count),
            Expression.Equal(Expression.Call(value, SubstringMethod, Expression.Subtract(length, count)), text));
    }

    private static string LowerAscii(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiLetterUpper(source[i]) ? (char)(source[i] | 0x20) : source[i];
    });
}
