namespace CrmGraph.Domain.Leads.Scoring;

/// <summary>Identifies a version of the scoring model. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ScoringModelId(Guid Value) : IEntityId, IComparable<ScoringModelId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static ScoringModelId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(ScoringModelId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
