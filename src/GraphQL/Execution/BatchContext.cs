using System.Diagnostics.CodeAnalysis;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>One field at one place of the operation, with all the parents that it is wanted for.</summary>
public sealed class BatchContext
{
    private readonly object[] parents;
    private readonly int[] positions;
    private readonly object?[] values;
    private IServiceProvider? services;

    internal BatchContext(RequestContext request, FieldSelection selection, object?[] arguments, object[] parents, int[] positions, object?[] values)
    {
        Request = request;
        Selection = selection;
        Arguments = arguments;
        this.parents = parents;
        this.positions = positions;
        this.values = values;
    }

    /// <summary>The request.</summary>
    public RequestContext Request { get; }

    /// <summary>The field that is resolved, and what is selected of its value.</summary>
    public FieldSelection Selection { get; }

    /// <summary>Coerced arguments in the order of the field's definition; <see cref="InputObjectValue.Absent"/> where none was given.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Read by compiled argument binders; never changed.")]
    public object?[] Arguments { get; }

    /// <summary>How many parents there are; at least one.</summary>
    public int Count => positions.Length;

    /// <summary>Services for this batch alone, from a scope that lives until the response is written.</summary>
    public IServiceProvider Services => services ??= Request.CreateScope();

    /// <summary>A parent; may be a <see cref="ProjectedRow"/>.</summary>
    public object Parent(int index) => parents[positions[index]];

    /// <summary>What the resolver requires of a parent; see <see cref="ResolverContext.Required{T}"/>.</summary>
    public T Required<T>(int index, int requirement) => (T)ParentRequirement.Read(Selection, Parent(index), requirement)!;

    /// <summary>Sets the result for a parent.</summary>
    public void SetResult(int index, object? value) => values[positions[index]] = value;

    /// <summary>Sets an error for a parent; its field becomes null.</summary>
    public void SetError(int index, GraphQLException error) => values[positions[index]] = new FieldFailure(error);
}
