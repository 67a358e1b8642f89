using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Sorting;

/// <summary>One key of an order: a column of the row, or of what references lead to.</summary>
/// <param name="Name">The path of field names, e.g. <c>owner.name</c>; part of what a cursor is bound to.</param>
/// <param name="References">The references that lead to the row that has the column.</param>
/// <param name="Column">The column: an expression over that row.</param>
/// <param name="CanBeNull">Whether the value can be null.</param>
/// <param name="Descending">Whether large values come first.</param>
internal sealed record SortKey(string Name, ImmutableArray<ReferenceResolver> References, LambdaExpression Column, bool CanBeNull, bool Descending)
{
    /// <summary>The type of the values, which has null if they can be null.</summary>
    public Type ValueType => CanBeNull ? Comparison.OrNull(Column.ReturnType) : Column.ReturnType;

    /// <summary>Asks for the joins; returns the number of the row that has the column.</summary>
    public int Join(JoinTree tree) => References.Aggregate(JoinTree.Root, tree.Add);

    /// <summary>The value in a row with its joins.</summary>
    public Expression Read(JoinTree tree, Expression carrier)
    {
        var value = ParameterReplacer.Apply(Column, tree.Read(carrier, Join(tree)));
        return value.Type == ValueType ? value : Expression.Convert(value, ValueType);
    }
}
