using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Projections;

/// <summary>
/// How the objects of one selection set are fetched: an expression per slot of their <see cref="ProjectedRow"/>s, and the to-one
/// references that are joined. Made once per selection set and kept with it.
/// </summary>
internal sealed class RowLayout
{
    private readonly ObjectType type;
    private readonly ParameterExpression self;
    private readonly ImmutableArray<Slot> slots;

    internal RowLayout(ObjectType type, ParameterExpression self, ImmutableArray<Slot> slots)
    {
        this.type = type;
        this.self = self;
        this.slots = slots;
        Joins = slots.Sum(s => s is JoinedSlot joined ? 1 + joined.Layout.Joins : 0);
    }

    /// <summary>How many references are joined, at all levels.</summary>
    public int Joins { get; }

    /// <summary>The layout of a selection set.</summary>
    public static RowLayout For(SelectionSet selections) => selections.Projection(RowLayoutBuilder.Build);

    /// <summary>Adds the joins that the layout needs below row <paramref name="number"/> of the tree.</summary>
    public void Join(JoinTree tree, int number)
    {
        foreach (var slot in slots)
        {
            if (slot is JoinedSlot joined)
                joined.Layout.Join(tree, tree.Add(number, joined.Reference));
        }
    }

    /// <summary>An array with the values of all slots of row <paramref name="number"/>; arrays in it are rows of their own.</summary>
    public Expression Values(JoinTree tree, Expression carrier, int number)
    {
        var replacer = new ParameterReplacer(self, tree.Read(carrier, number));
        return Expression.NewArrayInit(typeof(object), slots.Select(slot => slot switch
        {
            ValueSlot value => Expression.Convert(replacer.Visit(value.Value), typeof(object)),
            JoinedSlot joined => Joined(joined),
            _ => throw new InvalidOperationException($"Slot {slot} is of no known kind."),
        }));

        Expression Joined(JoinedSlot slot)
        {
            var inner = tree.Add(number, slot.Reference);
            var target = tree.Read(carrier, inner);
            return Expression.Condition(
                Expression.Equal(target, Expression.Constant(null, target.Type)),
                Expression.Constant(null, typeof(object)),
                Expression.Convert(slot.Layout.Values(tree, carrier, inner), typeof(object)));
        }
    }

    /// <summary>Makes a row of the values, as they were fetched.</summary>
    public ProjectedRow ToRow(object? fetched)
    {
        var values = (object?[])fetched!;
        for (var i = 0; i < slots.Length; i++)
        {
            if (slots[i].Nested is { } nested && values[i] is { } inner)
                values[i] = nested.ToRow(inner);
        }

        return new ProjectedRow(type, values);
    }

    /// <summary>What a slot of a row holds.</summary>
    internal abstract record Slot(RowLayout? Nested);

    /// <summary>A value.</summary>
    internal sealed record ValueSlot(Expression Value) : Slot((RowLayout?)null);

    /// <summary>Selected values of a row that is joined.</summary>
    internal sealed record JoinedSlot(ReferenceResolver Reference, RowLayout Layout) : Slot(Layout);
}
