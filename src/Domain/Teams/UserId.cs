namespace CrmGraph.Domain.Teams;

/// <summary>Identifies a user. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct UserId(Guid Value) : IEntityId, IComparable<UserId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static UserId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(UserId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
