namespace CrmGraph.Domain.Alerts;

/// <summary>Identifies an alert. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct AlertId(Guid Value) : IEntityId, IComparable<AlertId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static AlertId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(AlertId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
