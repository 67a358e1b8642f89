using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>One stage of a funnel. Amounts are in the organisation's currency at today's rates; if a rate is missing, those of the most frequent currency are added up and the other deals counted only.</summary>
internal sealed record FunnelStage
{
    internal required StageId StageId { get; init; }

    /// <summary>Opportunities of the cohort that ever reached this stage or a later open or won one.</summary>
    public required int Entered { get; init; }

    /// <summary>Those of them that are in it now.</summary>
    public required int Current { get; init; }

    /// <summary>What the opportunities that entered are worth.</summary>
    public required Money Amount { get; init; }

    /// <summary>amount × probability of the opportunities that are in the stage now.</summary>
    public required Money WeightedAmount { get; init; }

    /// <summary>Share of entered that went on to the next stage (to WON from the last open one), 0 to 1; null if none entered.</summary>
    public required double? ConversionRate { get; init; }

    /// <summary>Benchmark conversion to the next stage, 0 to 1, if one is set.</summary>
    public required double? Benchmark { get; init; }

    /// <summary>conversionRate − benchmark; negative if the stage falls short.</summary>
    public required double? Gap { get; init; }

    /// <summary>The median of the completed visits to the stage; null if there was none.</summary>
    public required TimeSpan? MedianTime { get; init; }

    /// <summary>Nine of ten completed visits to the stage took no longer than this; null if there was none.</summary>
    public required TimeSpan? P90Time { get; init; }

    /// <summary>Opportunities that are lost and were in this stage before.</summary>
    public required int Lost { get; init; }

    /// <summary>Why they were lost, most frequent first.</summary>
    public required IReadOnlyList<LossReasonCount> LossReasons { get; init; }
}

internal sealed class FunnelStageType : ObjectType<FunnelStage>
{
    protected override void Configure(ObjectTypeDescriptor<FunnelStage> descriptor)
    {
        descriptor.Reference("stage", s => s.StageId, AllRows.Stages, s => s.Id, "The stage.");
        descriptor.Field(s => s.Entered);
        descriptor.Field(s => s.Current);
        descriptor.Field(s => s.Amount);
        descriptor.Field(s => s.WeightedAmount);
        descriptor.Field(s => s.ConversionRate);
        descriptor.Field(s => s.Benchmark);
        descriptor.Field(s => s.Gap);
        descriptor.Field(s => s.MedianTime);
        descriptor.Field(s => s.P90Time);
        descriptor.Field(s => s.Lost);
        descriptor.Field(s => s.LossReasons);
    }
}

/// <summary>How many deals were lost for one reason.</summary>
internal sealed record LossReasonCount
{
    internal required CloseReasonId ReasonId { get; init; }

    /// <summary>How many deals.</summary>
    public required int Count { get; init; }

    /// <summary>What they were worth.</summary>
    public required Money Amount { get; init; }
}

internal sealed class LossReasonCountType : ObjectType<LossReasonCount>
{
    protected override void Configure(ObjectTypeDescriptor<LossReasonCount> descriptor)
    {
        descriptor.Reference("reason", r => r.ReasonId, AllRows.CloseReasons, r => r.Id, "The reason.");
        descriptor.Field(r => r.Count);
        descriptor.Field(r => r.Amount);
    }
}
