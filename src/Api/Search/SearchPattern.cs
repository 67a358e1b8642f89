using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Search;

/// <summary>What is sought, as conditions on several texts of a row.</summary>
internal sealed class SearchPattern(string sought)
{
    private const string Escape = "\\";
    private readonly string _escaped = sought.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    /// <summary>Whether a row is a hit, how good a one (0 equals, 1 begins with, 2 contains), and what to read of it.</summary>
    internal (Expression<Func<T, bool>> IsHit, Expression<Func<T, int>> Rank, Expression<Func<T, Found<TId>>> Found) Over<T, TId>(
        Expression<Func<T, TId>> id, Expression<Func<T, DateTimeOffset>> createdAt, IReadOnlyList<Expression<Func<T, string?>>> texts)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var rank = Expression.Condition(
            AnyLike(row, texts, _escaped),
            Expression.Constant(0),
            Expression.Condition(AnyLike(row, texts, $"{_escaped}%"), Expression.Constant(1), Expression.Constant(2)));
        var found = Expression.New(
            typeof(Found<TId>).GetConstructors()[0], Applied(id, row), rank, Applied(createdAt, row));
        return (
            Expression.Lambda<Func<T, bool>>(AnyLike(row, texts, $"%{_escaped}%"), row),
            Expression.Lambda<Func<T, int>>(rank, row),
            Expression.Lambda<Func<T, Found<TId>>>(found, row));
    }

    private static Expression AnyLike<T>(ParameterExpression row, IReadOnlyList<Expression<Func<T, string?>>> texts, string pattern)
    {
        // A closure rather than a constant, so that the statement has a parameter and its plan is found again. Whether LIKE tells case apart
        // depends on the database, and so does which letters it lowers: SQLite and PostgreSQL those of ASCII, SQL Server all.
        var (all, ascii) = (pattern.ToLowerInvariant(), string.Concat(pattern.Select(c => char.IsAscii(c) ? char.ToLowerInvariant(c) : c)));
        // this becomes SQL; it has no culture
#pragma warning disable CA1304, CA1311
        Expression<Func<string, bool>> like = all == ascii
            ? text => EF.Functions.Like(text.ToLower(), all, Escape)
            : text => EF.Functions.Like(text.ToLower(), all, Escape) || EF.Functions.Like(text.ToLower(), ascii, Escape);
#pragma warning restore CA1304, CA1311
        return texts.Select(t => Substituted.In(like.Body, like.Parameters[0], Applied(t, row))).Aggregate(Expression.OrElse);
    }

    private static Expression Applied(LambdaExpression expression, ParameterExpression row) => Substituted.In(expression.Body, expression.Parameters[0], row);

    private sealed class Substituted(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        internal static Expression In(Expression body, ParameterExpression parameter, Expression value) => new Substituted(parameter, value).Visit(body);

        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}

/// <summary>What is read of a row that was found.</summary>
internal sealed record Found<TId>(TId Id, int Rank, DateTimeOffset CreatedAt);
