namespace CrmGraph.GraphQL.Execution.Fetching;

/// <summary>The values of one field for all objects of its place, and where the objects inside them are found one level down.</summary>
/// <param name="count">How many objects the place has.</param>
internal sealed class FieldResults(int count)
{
    /// <summary>A value, null, or a <see cref="FieldFailure"/> per object.</summary>
    public object?[] Values { get; } = new object?[count];

    /// <summary>Per object: the ordinal of the first object inside its value; null if nothing below is fetched.</summary>
    public int[]? FirstChild { get; set; }
}
