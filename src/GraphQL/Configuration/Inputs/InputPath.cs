namespace CrmGraph.GraphQL.Configuration;

/// <summary>A place inside the arguments of a field, linked to the place around it.</summary>
/// <param name="Parent">The place around it; null for an argument.</param>
/// <param name="Name">The argument, field, or index.</param>
internal sealed record InputPath(InputPath? Parent, string Name)
{
    /// <summary>The segments from the argument on.</summary>
    public IReadOnlyList<string> Segments()
    {
        var segments = new List<string>();
        for (var at = this; at is not null; at = at.Parent)
            segments.Add(at.Name);
        segments.Reverse();
        return segments;
    }
}
