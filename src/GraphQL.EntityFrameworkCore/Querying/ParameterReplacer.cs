using System.Linq.Expressions;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Querying;

/// <summary>Puts an expression in the place of a parameter.</summary>
internal sealed class ParameterReplacer(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
{
    /// <summary>The body of a lambda of one parameter, about <paramref name="argument"/>.</summary>
    public static Expression Apply(LambdaExpression lambda, Expression argument) =>
        new ParameterReplacer(lambda.Parameters[0], argument).Visit(lambda.Body);

    /// <inheritdoc/>
    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
}
