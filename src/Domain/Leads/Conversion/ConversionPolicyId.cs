namespace CrmGraph.Domain.Leads.Conversion;

/// <summary>Identifies a conversion policy. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ConversionPolicyId(Guid Value) : IEntityId, IComparable<ConversionPolicyId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static ConversionPolicyId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(ConversionPolicyId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
