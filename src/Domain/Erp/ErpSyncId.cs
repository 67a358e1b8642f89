namespace CrmGraph.Domain.Erp;

/// <summary>Identifies the entry of a deal in the ledger of an ERP. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct ErpSyncId(Guid Value) : IEntityId, IComparable<ErpSyncId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static ErpSyncId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(ErpSyncId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
