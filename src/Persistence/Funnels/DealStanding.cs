using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Persistence.Funnels;

/// <summary>By what deals are told apart in a funnel.</summary>
internal readonly record struct DealPlace(PipelineId PipelineId, int Day, Guid? TeamId, Guid OwnerId, Guid? SourceId);

/// <summary>All of a deal that a funnel counts, as it stood at some moment.</summary>
internal sealed record DealStanding
{
    public required DealPlace Place { get; init; }

    public required Money Amount { get; init; }

    public required decimal Expected { get; init; }

    public required StageKind Status { get; init; }

    public required StageId StageId { get; init; }

    public required StageId LastOpenStageId { get; init; }

    public required CloseReasonId? ReasonId { get; init; }

    public required StageId? FurthestStageId { get; init; }

    /// <summary>From creation to when it entered its stage.</summary>
    public required TimeSpan Cycle { get; init; }

    /// <summary>The completed visits: the stage, and how long it took.</summary>
    public required IReadOnlyList<(StageId StageId, TimeSpan Time)> Visits { get; init; }

    /// <summary>What the deal adds to the sums.</summary>
    internal IEnumerable<(FunnelPart Part, FunnelTally Tally)> Parts()
    {
        var worth = new FunnelTally(1, Amount.Amount, 0, 0);
        if (FurthestStageId is { } furthest) yield return (new(FunnelFigure.Furthest, furthest, null, Amount.Currency, 0), worth);
        yield return (new(FunnelFigure.Standing, StageId, null, Amount.Currency, 0), worth with { Expected = Expected });
        if (Status == StageKind.Lost) yield return (new(FunnelFigure.Lost, LastOpenStageId, ReasonId, Amount.Currency, 0), worth);
        if (Status == StageKind.Won) yield return (new(FunnelFigure.Won, StageId, null, "", 0), new(1, 0, 0, (long)Cycle.TotalMilliseconds));
        foreach (var (stage, time) in Visits)
            yield return (new(FunnelFigure.Visits, stage, null, "", DurationBuckets.Of(time)), new(1, 0, 0, 0));
    }
}
