using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Persistence.Funnels;

/// <summary>One group of a funnel that tells deals apart.</summary>
/// <param name="Member">The owner, team or source; null for none, and where nothing is told apart by it.</param>
/// <param name="Text">The industry or region; null for none, and where nothing is told apart by it.</param>
/// <param name="Day">The number of the first day of the month; 0 where months are not told apart.</param>
public readonly record struct FunnelGroupKey(Guid? Member, string? Text, int Day)
{
    /// <summary>The group of a month that a day is in.</summary>
    internal static int MonthOf(int day) => day - DateOnly.FromDayNumber(day).Day + 1;
}

/// <summary>A sum for a report.</summary>
public sealed record FunnelSum
{
    /// <summary>The owner, team or source; null for none, and where nothing is told apart by it.</summary>
    public Guid? Member { get; init; }

    /// <summary>The industry or region; null for none, and where nothing is told apart by it.</summary>
    public string? Text { get; init; }

    /// <summary>The number of the day of creation, or of the first day of its month; 0 where months are not told apart.</summary>
    public int Day { get; init; }

    /// <summary>The kind of count.</summary>
    public required FunnelFigure Figure { get; init; }

    /// <summary>The stage.</summary>
    public required StageId StageId { get; init; }

    /// <summary>Of losses, why.</summary>
    public CloseReasonId? ReasonId { get; init; }

    /// <summary>The currency of the amounts; empty where nothing has an amount.</summary>
    public required string Currency { get; init; }

    /// <summary>Of visits, the bucket of their length.</summary>
    public int Bucket { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>What they are worth.</summary>
    public decimal Amount { get; init; }

    /// <summary>amount × probability.</summary>
    public decimal Expected { get; init; }

    /// <summary>How long they took together.</summary>
    public long Milliseconds { get; init; }

    /// <summary>The group that the sum belongs to.</summary>
    public FunnelGroupKey Group => new(Member, Text, Day == 0 ? 0 : FunnelGroupKey.MonthOf(Day));
}
