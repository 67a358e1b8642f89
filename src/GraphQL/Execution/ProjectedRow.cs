using System.Diagnostics.CodeAnalysis;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution;

/// <summary>
/// An object of which only the selected fields were fetched. Fields read it by the slot that the data source gave to their selection
/// (<see cref="Planning.FieldSelection.Slot"/>).
/// </summary>
public sealed class ProjectedRow(ObjectType type, object?[] values)
{
    /// <summary>The object type it stands for.</summary>
    public ObjectType Type { get; } = type;

    /// <summary>The fetched values; a to-one relation that was joined is itself a <see cref="ProjectedRow"/>.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Read by slot while the response is written; never changed.")]
    public object?[] Values { get; } = values;
}
