namespace CrmGraph.Domain.Leads.Capture;

/// <summary>Identifies what a web form sent. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct CaptureSubmissionId(Guid Value) : IEntityId, IComparable<CaptureSubmissionId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static CaptureSubmissionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(CaptureSubmissionId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
