using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Reports;

/// <summary>Makes a funnel of the groups that the database has added up.</summary>
/// <param name="pipeline">The pipeline with its stages.</param>
/// <param name="furthest">How far the deals came.</param>
/// <param name="standing">How they stand.</param>
internal sealed class FunnelReport(Pipeline pipeline, IReadOnlyList<FurthestGroup> furthest, IReadOnlyList<StandingGroup> standing)
{
    private const string CurrencyOfNothing = "CNY";

    private readonly StageLadder _ladder = new(pipeline.Stages);

    // Amounts of different currencies are never added: those of the most frequent one are.
    private readonly string _currency = furthest
        .GroupBy(g => g.Currency)
        .OrderByDescending(g => g.Sum(d => d.Count))
        .ThenBy(g => g.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key ?? CurrencyOfNothing;

    /// <summary>won ÷ (won + lost); null if none is closed.</summary>
    internal double? WinRate => Won + Lost is var closed and > 0 ? (double)Won / closed : null;

    private int Won => CountIn(pipeline.Won.Id);

    private int Lost => CountIn(pipeline.Lost.Id);

    /// <summary>The rows of the funnel.</summary>
    /// <param name="visits">How long the completed visits of each stage took, ascending; empty if nobody asked.</param>
    internal IReadOnlyList<FunnelStage> Stages(ILookup<StageId, TimeSpan>? visits)
    {
        var came = new int[_ladder.Rungs.Count];
        var worth = new decimal[came.Length];
        foreach (var group in furthest)
        {
            var rung = _ladder.Rungs.ToList().FindIndex(s => s.Position == group.Position);
            if (rung < 0) continue;
            came[rung] += group.Count;
            if (group.Currency == _currency) worth[rung] += group.Amount;
        }
        var entered = _ladder.Entered(came);
        return [.. _ladder.Rungs.Select((stage, rung) => Row(stage, rung, entered, worth[rung..].Sum(), visits?[stage.Id].ToArray() ?? []))];
    }

    /// <summary>The stage that holds up most.</summary>
    internal static FunnelStage? Bottleneck(IReadOnlyList<FunnelStage> stages) =>
        stages.Where(s => s.Gap is not null).MinBy(s => s.Gap) ?? stages.Where(s => s.ConversionRate is not null).MinBy(s => s.ConversionRate);

    private FunnelStage Row(Stage stage, int rung, IReadOnlyList<int> entered, decimal worth, TimeSpan[] times)
    {
        var here = standing.Where(g => g.StageId == stage.Id).ToList();
        var lost = standing.Where(g => g.StageId == pipeline.Lost.Id && g.LastOpenStageId == stage.Id).ToList();
        return new FunnelStage
        {
            StageId = stage.Id,
            Entered = entered[rung],
            Current = here.Sum(g => g.Count),
            Amount = new Money(worth, _currency),
            WeightedAmount = InCurrency(here, g => g.Expected),
            ConversionRate = StageLadder.Conversion(entered, rung),
            Benchmark = stage.Benchmark,
            MedianTime = Median(times),
            P90Time = times.Length == 0 ? null : times[(int)Math.Ceiling(times.Length * 0.9) - 1],
            Lost = lost.Sum(g => g.Count),
            LossReasons = [.. ReasonsOf(lost)],
        };
    }

    private IEnumerable<LossReasonCount> ReasonsOf(List<StandingGroup> lost) => lost
        .Where(g => g.ReasonId is not null)
        .GroupBy(g => g.ReasonId!.Value)
        .Select(g => new LossReasonCount { ReasonId = g.Key, Count = g.Sum(d => d.Count), Amount = InCurrency(g, d => d.Amount) })
        .OrderByDescending(r => r.Count)
        .ThenByDescending(r => r.Amount.Amount)
        .ThenBy(r => r.ReasonId);

    private Money InCurrency(IEnumerable<StandingGroup> groups, Func<StandingGroup, decimal> amount) =>
        new(groups.Where(g => g.Currency == _currency).Sum(amount), _currency);

    private int CountIn(StageId stage) => standing.Where(g => g.StageId == stage).Sum(g => g.Count);

    private static TimeSpan? Median(TimeSpan[] ascending)
    {
        if (ascending.Length == 0) return null;
        var middle = ascending.Length / 2;
        return ascending.Length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
