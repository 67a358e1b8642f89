namespace CrmGraph.Domain.Leads.Capture;

/// <summary>Identifies a web form. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct CaptureFormId(Guid Value) : IEntityId, IComparable<CaptureFormId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static CaptureFormId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(CaptureFormId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
