using CrmGraph.Api.Schema;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>Cohort funnel: the opportunities that entered the pipeline in the period, and how far each has come.</summary>
internal sealed record Funnel
{
    internal required PipelineId PipelineId { get; init; }

    /// <summary>The open stages in order, then WON.</summary>
    public required IReadOnlyList<FunnelStage> Stages { get; init; }

    /// <summary>The stage whose conversion is furthest below its benchmark; that with the lowest conversion if no benchmarks are set.</summary>
    public required FunnelStage? Bottleneck { get; init; }

    /// <summary>won ÷ (won + lost), 0 to 1; null if no deal of the cohort is closed.</summary>
    public required double? WinRate { get; init; }

    /// <summary>How long the deals that are won took from creation to WON, on average; null if none is won.</summary>
    public required TimeSpan? AverageCycle { get; init; }

    /// <summary>The moment that the funnel shows.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

internal sealed class FunnelType : ObjectType<Funnel>
{
    protected override void Configure(ObjectTypeDescriptor<Funnel> descriptor)
    {
        descriptor.Reference("pipeline", f => f.PipelineId, AllRows.Pipelines, p => p.Id, "The pipeline.");
        descriptor.Field(f => f.Stages);
        descriptor.Field(f => f.Bottleneck);
        descriptor.Field(f => f.WinRate);
        descriptor.Field(f => f.AverageCycle);
        descriptor.Field(f => f.AsOf);
    }
}

/// <summary>A span of days, UTC.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day after the last. Exclusive.</param>
internal sealed record PeriodInput(DateOnly From, DateOnly To);
