namespace CrmGraph.GraphQL.Validation.Limits;

/// <summary>What an operation or fragment asks for. Numbers stop growing far above every limit instead of overflowing.</summary>
/// <param name="Fields">Fields selected.</param>
/// <param name="Aliases">Fields with an alias.</param>
/// <param name="Depth">Levels of fields.</param>
internal readonly record struct OperationSize(int Fields, int Aliases, int Depth)
{
    private const int Plenty = 1 << 29;

    /// <summary>This with a fragment spread below <paramref name="level"/> fields.</summary>
    public OperationSize With(OperationSize fragment, int level) => new(
        Math.Min(Plenty, Fields + fragment.Fields),
        Math.Min(Plenty, Aliases + fragment.Aliases),
        fragment.Depth == 0 ? Depth : Math.Min(Plenty, Math.Max(Depth, level + fragment.Depth)));
}
