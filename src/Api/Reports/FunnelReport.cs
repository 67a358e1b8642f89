using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.Funnels;

namespace CrmGraph.Api.Reports;

/// <summary>Makes the rows of a funnel, or of one group of it, of sums.</summary>
/// <param name="pipeline">The pipeline with its stages.</param>
/// <param name="sums">The sums.</param>
/// <param name="money">In which currency to add up.</param>
internal sealed class FunnelReport(Pipeline pipeline, IReadOnlyCollection<FunnelSum> sums, ReportMoney money)
{
    private readonly StageLadder _ladder = new(pipeline.Stages);
    private readonly ILookup<FunnelFigure, FunnelSum> _sums = sums.ToLookup(s => s.Figure);

    /// <summary>How many deals there are.</summary>
    internal long Count => Counted(FunnelFigure.Furthest).Sum(s => s.Count);

    /// <summary>won ÷ (won + lost); null if none is closed.</summary>
    internal double? WinRate => Standing(StageKind.Won) is var won && won + Standing(StageKind.Lost) is var closed and > 0 ? (double)won / closed : null;

    /// <summary>How long the deals that are won took from creation to WON, on average, in whole seconds; null if none is won.</summary>
    internal TimeSpan? AverageCycle
    {
        get
        {
            var (count, milliseconds) = (Counted(FunnelFigure.Won).Sum(s => s.Count), Counted(FunnelFigure.Won).Sum(s => s.Milliseconds));
            return count == 0 ? null : TimeSpan.FromSeconds((double)decimal.Round((decimal)milliseconds / count / 1000m));
        }
    }

    /// <summary>The rows of the funnel.</summary>
    /// <param name="times">How long the completed visits to a stage took, if anybody asked.</param>
    internal IReadOnlyList<FunnelStage> Stages(Func<StageId, StageTimes?> times)
    {
        var furthest = Counted(FunnelFigure.Furthest).ToLookup(s => _ladder.RungOf(s.StageId));
        var entered = _ladder.Entered([.. _ladder.Rungs.Select((_, rung) => (int)furthest[rung].Sum(s => s.Count))]);
        return [.. _ladder.Rungs.Select((stage, rung) =>
            Row(stage, rung, entered, money.Sum(Enumerable.Range(rung, entered.Count - rung).SelectMany(r => furthest[r]).Select(s => (s.Currency, s.Amount))), times(stage.Id)))];
    }

    /// <summary>The stage that holds up most.</summary>
    internal static FunnelStage? Bottleneck(IReadOnlyList<FunnelStage> stages) =>
        stages.Where(s => s.Gap is not null).MinBy(s => s.Gap) ?? stages.Where(s => s.ConversionRate is not null).MinBy(s => s.ConversionRate);

    private FunnelStage Row(Stage stage, int rung, IReadOnlyList<int> entered, Money worth, StageTimes? times)
    {
        var here = Counted(FunnelFigure.Standing).Where(s => s.StageId == stage.Id).ToList();
        var lost = Counted(FunnelFigure.Lost).Where(s => s.StageId == stage.Id).ToList();
        return new FunnelStage
        {
            StageId = stage.Id,
            Entered = entered[rung],
            Current = (int)here.Sum(s => s.Count),
            Amount = worth,
            WeightedAmount = money.Sum(here.Select(s => (s.Currency, s.Expected))),
            ConversionRate = StageLadder.Conversion(entered, rung),
            Benchmark = stage.Benchmark,
            Gap = GapOf(entered, rung, stage.Benchmark),
            MedianTime = times?.Median,
            P90Time = times?.P90,
            Lost = (int)lost.Sum(s => s.Count),
            LossReasons = [.. ReasonsOf(lost)],
        };
    }

    // in decimal, so that 0.3 − 0.5 is −0.2 and not −0.19999999999999996
    private static double? GapOf(IReadOnlyList<int> entered, int rung, double? benchmark) =>
        StageLadder.Conversion(entered, rung) is null || benchmark is not { } mean ? null : (double)decimal.Round(((decimal)entered[rung + 1] / entered[rung]) - (decimal)mean, 15);

    private IEnumerable<LossReasonCount> ReasonsOf(List<FunnelSum> lost) => lost
        .Where(s => s.ReasonId is not null)
        .GroupBy(s => s.ReasonId!.Value)
        .Select(g => new LossReasonCount { ReasonId = g.Key, Count = (int)g.Sum(s => s.Count), Amount = money.Sum(g.Select(s => (s.Currency, s.Amount))) })
        .Where(r => r.Count > 0)
        .OrderByDescending(r => r.Count)
        .ThenByDescending(r => r.Amount.Amount)
        .ThenBy(r => r.ReasonId);

    private long Standing(StageKind kind)
    {
        var stage = kind == StageKind.Won ? pipeline.Won.Id : pipeline.Lost.Id;
        return Counted(FunnelFigure.Standing).Where(s => s.StageId == stage).Sum(s => s.Count);
    }

    private IEnumerable<FunnelSum> Counted(FunnelFigure figure) => _sums[figure];
}
