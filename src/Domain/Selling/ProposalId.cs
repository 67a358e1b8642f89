namespace CrmGraph.Domain.Selling;

/// <summary>Identifies a proposal. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ProposalId(Guid Value) : IEntityId, IComparable<ProposalId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static ProposalId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(ProposalId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
