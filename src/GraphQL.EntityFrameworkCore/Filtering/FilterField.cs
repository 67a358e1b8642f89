using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

/// <summary>
/// A field of a filter. What it compiles to is true or false and never unknown, also where columns are null, so that negating it
/// gives exactly the other rows.
/// </summary>
internal abstract class FilterField(OutputField filtered)
{
    /// <summary>The name, that of the filtered field.</summary>
    public string Name => filtered.Name;

    /// <summary>The description of the filtered field.</summary>
    public string? Description => filtered.Description;

    /// <summary>The filtered field.</summary>
    protected OutputField Field => filtered;

    /// <summary>The input type of the field.</summary>
    public abstract InputObjectType InputType(TypeRegistry types);

    /// <summary>The condition on a row; null if it holds for all rows.</summary>
    /// <param name="value">What the client gave.</param>
    /// <param name="row">The row.</param>
    /// <param name="compiler">Compiles nested filters and keeps the limits.</param>
    public abstract Expression? Compile(InputObjectValue value, Expression row, FilterCompiler compiler);

    /// <summary>Whether the condition holds for a row that does not exist, of which every field is null.</summary>
    public abstract bool HoldsForNothing(InputObjectValue value);
}
