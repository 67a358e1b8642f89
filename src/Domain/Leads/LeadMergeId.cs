namespace CrmGraph.Domain.Leads;

/// <summary>Identifies a merge of leads. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct LeadMergeId(Guid Value) : IEntityId, IComparable<LeadMergeId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static LeadMergeId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(LeadMergeId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
