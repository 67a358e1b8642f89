namespace CrmGraph.Domain.Reviews;

/// <summary>Identifies the review of a closed deal. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct WinLossReviewId(Guid Value) : IEntityId, IComparable<WinLossReviewId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static WinLossReviewId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(WinLossReviewId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
