using System.Linq.Expressions;
using System.Reflection;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Nodes;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>Tells which fields of an object type stand for columns, so that a database can filter and sort by them.</summary>
internal static class Columns
{
    /// <summary>
    /// The column, or the value of several columns, that a field shows as it is stored; null if the field is computed. A property
    /// counts as stored if it can hold a value: it has a setter or is implemented automatically.
    /// </summary>
    public static LambdaExpression? Of(OutputField field) =>
        field.Resolver switch
        {
            PureResolver or GuardedColumnResolver when field.Resolver.Requirements is [var expression] && IsStored(expression.Body) => expression,
            MaskedColumnResolver when field.Resolver.Requirements is [var stored, ..] => stored,
            _ => null,
        };

    /// <summary>The stored id that a field shows as a global id, and the name of its type; null if the field is something else.</summary>
    public static (LambdaExpression Key, string TypeName)? KeyOf(OutputField field)
    {
        if (field.Resolver is not PureResolver { Requirements: [var expression] } || EncodeOf(expression.Body) is not { } call
            || call.Arguments[0] is not ConstantExpression { Value: string typeName })
        {
            return null;
        }

        var id = call.Arguments[1];
        if (id is MemberExpression { Expression: { } typed, Member.Name: "Value" } && TypedId.IsId(typed.Type))
            id = typed;
        if (id is MemberExpression { Expression: { } nullable, Member.Name: "Value" } && Nullable.GetUnderlyingType(nullable.Type) is not null)
            id = nullable;
        return IsStored(id) ? (Expression.Lambda(id, expression.Parameters), typeName) : null;
    }

    // A nullable id is encoded only if it has a value.
    private static MethodCallExpression? EncodeOf(Expression expression) => expression switch
    {
        ConditionalExpression { IfTrue: var encoded } => EncodeOf(encoded),
        MethodCallExpression call when call.Method.DeclaringType == typeof(NodeId) && call.Method.Name == nameof(NodeId.Encode) => call,
        _ => null,
    };

    private static bool IsStored(Expression expression) => expression switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert } conversion => IsStored(conversion.Operand),
        MemberExpression { Member: PropertyInfo property, Expression: { } parent } => CanHold(property) && (parent is ParameterExpression || IsStored(parent)),
        _ => false,
    };

    private static bool CanHold(PropertyInfo property) =>
        property.CanWrite
        || property.DeclaringType!.GetField($"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
}
