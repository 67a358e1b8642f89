using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Execution.Planning;

namespace CrmGraph.GraphQL.Execution;

/// <summary>Reads what a resolver requires of its parent, be it a fetched row or an object in memory.</summary>
internal static class ParentRequirement
{
    // Keyed weakly by the expression, which lives as long as the schema: compiled once per field, not per request.
    private static readonly ConditionalWeakTable<LambdaExpression, Func<object, object?>> Compiled = [];

    public static object? Read(FieldSelection selection, object parent, int index)
    {
        if (parent is ProjectedRow row)
        {
            return selection.RequirementSlots.IsDefaultOrEmpty
                ? throw new InvalidOperationException($"The data source of {selection.DeclaringType.Name} did not fetch what {selection.Field.Name} requires.")
                : row.Values[selection.RequirementSlots[index]];
        }

        return Compiled.GetValue(selection.Field.Resolver!.Requirements[index], Compile)(parent);
    }

    private static Func<object, object?> Compile(LambdaExpression expression)
    {
        var parameter = Expression.Parameter(typeof(object));
        var typed = Expression.Convert(parameter, expression.Parameters[0].Type);
        var body = Expression.Convert(Expression.Invoke(expression, typed), typeof(object));
        return Expression.Lambda<Func<object, object?>>(body, parameter).Compile();
    }
}
