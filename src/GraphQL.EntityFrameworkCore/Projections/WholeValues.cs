using System.Linq.Expressions;
using System.Reflection;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Projections;

/// <summary>
/// Takes apart values that are stored in several columns where code needs them whole: <c>row.Amount.Times(row.Probability)</c> becomes
/// <c>new Money(row.Amount.Amount, row.Amount.Currency).Times(row.Probability)</c>. EF Core would read all columns of the row otherwise.
/// </summary>
internal sealed class WholeValues : ExpressionVisitor
{
    /// <summary>The same expression, reading columns only.</summary>
    public static Expression TakeApart(Expression expression) => new WholeValues().Visit(expression);

    /// <inheritdoc/>
    protected override Expression VisitMember(MemberExpression node)
    {
        // A member of a member is a column of its own: only the end of a chain can be a whole value.
        if (IsColumn(node) && Constructor(node.Type) is { } constructor)
        {
            return Expression.New(constructor, constructor.GetParameters().Select(
                p => (Expression)Expression.Property(node, node.Type.GetProperty(p.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)!)));
        }

        return IsColumn(node) ? node : base.VisitMember(node);
    }

    private static bool IsColumn(Expression? expression) => expression is MemberExpression { Expression: var parent } && (parent is ParameterExpression || IsColumn(parent));

    private static ConstructorInfo? Constructor(Type type)
    {
        if (!type.IsValueType || type.IsPrimitive || type.IsEnum || type.Namespace == "System")
            return null;
        return type.GetConstructors().FirstOrDefault(c => c.GetParameters() is { Length: > 1 } parameters && parameters.All(p => Property(type, p)));
    }

    private static bool Property(Type type, ParameterInfo parameter) =>
        type.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType == parameter.ParameterType;
}
