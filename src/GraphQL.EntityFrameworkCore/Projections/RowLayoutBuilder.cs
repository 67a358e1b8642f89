using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem.Resolvers;
using Microsoft.EntityFrameworkCore.Query;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Projections;

/// <summary>Works out the layout of a selection set and tells its fields where they find their values.</summary>
internal sealed class RowLayoutBuilder
{
    // SQLite joins at most 64 tables, and planning time grows fast with their number; what is beyond is fetched by the next level.
    private const int MostJoins = 16;

    private readonly ParameterExpression self;
    private readonly List<RowLayout.Slot> slots = [];
    private int joins;

    private RowLayoutBuilder(Type type) => self = Expression.Parameter(type, "row");

    /// <summary>The layout of a selection set.</summary>
    /// <exception cref="InvalidOperationException">Its type is bound to no CLR type.</exception>
    public static RowLayout Build(SelectionSet selections)
    {
        var type = selections.Type.RuntimeType
            ?? throw new InvalidOperationException($"{selections.Type.Name} is bound to no CLR type, so that it cannot be fetched.");
        var builder = new RowLayoutBuilder(type);
        foreach (var field in selections.Fields)
            builder.Add(field);
        return new RowLayout(selections.Type, builder.self, [.. builder.slots]);
    }

    private void Add(FieldSelection field)
    {
        switch (field.Field.Resolver)
        {
            case ReferenceResolver reference when RowLayout.For(field.SelectionsFor(reference.Target)) is var layout && joins + 1 + layout.Joins <= MostJoins:
                joins += 1 + layout.Joins;
                field.Slot = Add(new RowLayout.JoinedSlot(reference, layout));
                break;
            case PureResolver { Requirements: [var expression] } resolver when expression.ReturnType == resolver.ValueType && resolver is not FunctionResolver:
                field.Slot = Value(expression);
                break;
            case { Requirements.Count: > 0 } resolver:
                field.RequirementSlots = [.. resolver.Requirements.Select(Value)];
                break;
        }
    }

    private int Value(LambdaExpression expression)
    {
        var value = WholeValues.TakeApart(ParameterReplacer.Apply(expression, self));
        var known = slots.FindIndex(s => s is RowLayout.ValueSlot slot && ExpressionEqualityComparer.Instance.Equals(slot.Value, value));
        return known >= 0 ? known : Add(new RowLayout.ValueSlot(value));
    }

    private int Add(RowLayout.Slot slot)
    {
        slots.Add(slot);
        return slots.Count - 1;
    }
}
