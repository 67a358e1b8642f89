namespace CrmGraph.Domain.Contracts;

/// <summary>Identifies an instalment of a contract. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct InstalmentId(Guid Value) : IEntityId, IComparable<InstalmentId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static InstalmentId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(InstalmentId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
