using System.Linq.Expressions;
using System.Reflection;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Works out whether an expression may be null, from the annotations of what it reads.</summary>
internal static class ShapeInference
{
    /// <summary>The shape of an expression's value.</summary>
    public static ClrShape Of(Expression expression)
    {
        var annotated = Annotated(expression);
        var shape = annotated is not null && annotated.Type == expression.Type ? ClrShape.Of(annotated) : ClrShape.Of(expression.Type, false);
        return shape with { IsNullable = shape.IsNullable || MayBeNull(expression) };
    }

    /// <summary>The property that an expression ends in; null if it is computed.</summary>
    public static PropertyInfo? MemberOf(Expression expression) => (expression as MemberExpression)?.Member as PropertyInfo;

    private static NullabilityInfo? Annotated(Expression expression) => expression switch
    {
        MemberExpression { Member: PropertyInfo property } => new NullabilityInfoContext().Create(property),
        MemberExpression { Member: FieldInfo field } => new NullabilityInfoContext().Create(field),
        MethodCallExpression call => new NullabilityInfoContext().Create(call.Method.ReturnParameter),
        _ => null,
    };

    private static bool MayBeNull(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value is null,
        ConditionalExpression condition => MayBeNull(condition.IfTrue) || MayBeNull(condition.IfFalse),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => System.Nullable.GetUnderlyingType(convert.Type) is not null || MayBeNull(convert.Operand),
        BinaryExpression { NodeType: ExpressionType.Coalesce } coalesce => MayBeNull(coalesce.Right),
        _ when System.Nullable.GetUnderlyingType(expression.Type) is not null => true,
        _ when expression.Type.IsValueType => expression is MemberExpression { Expression: { Type.IsValueType: false } inner } && MayBeNull(inner),
        MemberExpression { Expression: { } inner } member => IsNullable(member) || (!inner.Type.IsValueType && MayBeNull(inner)),
        MethodCallExpression => IsNullable(expression),
        _ => false,
    };

    private static bool IsNullable(Expression expression) => Annotated(expression) is { ReadState: not NullabilityState.NotNull };
}
