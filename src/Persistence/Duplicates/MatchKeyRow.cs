using CrmGraph.Domain.Duplicates;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>
/// A match key of a record. The slot makes two people who enter the same customer at the same moment collide in the database:
/// a record that was entered because nobody had its keys holds the one exclusive slot of each; the slots of all others are their own ids.
/// </summary>
internal sealed class MatchKeyRow
{
    private MatchKeyRow() => Value = "";

    /// <summary>The kind of record.</summary>
    public MatchedEntity Entity { get; private set; }

    /// <summary>The record.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>What the key is made of.</summary>
    public MatchKind Kind { get; private set; }

    /// <summary>The normalised value.</summary>
    public string Value { get; private set; }

    /// <summary>Of a stem, the whole normalised name.</summary>
    public string? Whole { get; private set; }

    /// <summary>The empty id if the record holds the key alone, else the record's.</summary>
    public Guid Slot { get; private set; }

    /// <summary>Whether the record holds the key alone.</summary>
    public bool IsExclusive => Slot == Guid.Empty;

    /// <summary>The key itself.</summary>
    public MatchKey Key => new(Kind, Value, Whole);

    internal static MatchKeyRow Create(MatchedEntity entity, Guid recordId, MatchKey key, bool exclusive) => new()
    {
        Entity = entity,
        RecordId = recordId,
        Kind = key.Kind,
        Value = key.Value,
        Whole = key.Whole,
        Slot = exclusive ? Guid.Empty : recordId,
    };

    /// <summary>Lets others hold the key too.</summary>
    internal void Share() => Slot = RecordId;
}
