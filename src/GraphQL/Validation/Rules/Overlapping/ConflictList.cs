namespace CrmGraph.GraphQL.Validation.Rules.Overlapping;

/// <summary>Conflicts found at one place, up to as many as will be shown.</summary>
internal sealed class ConflictList(int limit)
{
    /// <summary>As many as fit into the message about the fields around them.</summary>
    public const int InnerLimit = 40;

    public List<Conflict> Items { get; } = [];

    public bool IsFull => Items.Count >= limit;

    public void Add(Conflict conflict) => Items.Add(conflict);
}
