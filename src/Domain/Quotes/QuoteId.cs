namespace CrmGraph.Domain.Quotes;

/// <summary>Identifies a revision of a quote. A UUID of version 7, so that ids sort by the time they were made.</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct QuoteId(Guid Value) : IEntityId, IComparable<QuoteId>
{
    /// <summary>A new, unique id that carries <paramref name="now"/>.</summary>
    public static QuoteId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <inheritdoc/>
    public int CompareTo(QuoteId other) => Value.CompareTo(other.Value);

    /// <summary>The UUID in its usual 36 characters.</summary>
    public override string ToString() => Value.ToString();
}
