namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>The way into an input value, as a chain from the innermost step outwards, so that it costs nothing until an error asks for it.</summary>
internal sealed record InputPath(InputPath? Parent, string? Field, int Index)
{
    /// <summary>The steps from the outside in.</summary>
    public static IReadOnlyList<object> ToList(InputPath? path)
    {
        var steps = new List<object>();
        for (var step = path; step is not null; step = step.Parent)
            steps.Add(step.Field ?? (object)step.Index);
        steps.Reverse();
        return steps;
    }
}
