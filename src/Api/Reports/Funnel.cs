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

    /// <summary>The same for each group of <c>groupBy</c>; empty without it. Every deal is in exactly one group.</summary>
    public required IReadOnlyList<FunnelGroup> Groups { get; init; }

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
        descriptor.Field(f => f.Groups);
        descriptor.Field(f => f.AsOf);
    }
}

/// <summary>The funnel of the deals that have an owner, a team, a source, an industry, a region or a month of creation in common.</summary>
internal sealed record FunnelGroup
{
    /// <summary>
    /// What the deals have in common: the id of the owner or team, the key of the source, the industry or region as it is written, or the
    /// month as <c>2026-06</c>; empty for deals that have none.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The same for people, in the caller's language where it has no name of its own.</summary>
    public required string Label { get; init; }

    /// <summary>The open stages in order, then WON.</summary>
    public required IReadOnlyList<FunnelStage> Stages { get; init; }

    /// <summary>won ÷ (won + lost), 0 to 1; null if no deal of the group is closed.</summary>
    public required double? WinRate { get; init; }
}

internal sealed class FunnelGroupType : ObjectType<FunnelGroup>
{
    protected override void Configure(ObjectTypeDescriptor<FunnelGroup> descriptor)
    {
        descriptor.Field(g => g.Key);
        descriptor.Field(g => g.Label);
        descriptor.Field(g => g.Stages);
        descriptor.Field(g => g.WinRate);
    }
}
