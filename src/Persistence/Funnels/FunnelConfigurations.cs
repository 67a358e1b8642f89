using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Funnels;

internal sealed class FunnelEntryConfiguration : IEntityTypeConfiguration<FunnelEntry>
{
    public void Configure(EntityTypeBuilder<FunnelEntry> builder)
    {
        builder.Property(x => x.Currency).HasMaxLength(3);
        builder.HasIndex(x => new { x.PipelineId, x.Day });
    }
}

internal sealed class FunnelSeriesConfiguration : IEntityTypeConfiguration<FunnelSeries>
{
    public void Configure(EntityTypeBuilder<FunnelSeries> builder)
    {
        builder.Property(x => x.Currency).HasMaxLength(3);
        builder.Property(x => x.Key).HasMaxLength(300);
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasIndex(x => new { x.PipelineId, x.Cube, x.IsMonthly, x.Figure, x.TeamId, x.MemberId });
    }
}

internal sealed class FunnelCellConfiguration : IEntityTypeConfiguration<FunnelCell>
{
    public void Configure(EntityTypeBuilder<FunnelCell> builder) => builder.HasKey(x => x.Id);
}

/// <summary>What funnels need to know of a deal or stage change and the aggregates do not: kept by the context as it saves.</summary>
internal static class FunnelColumns
{
    /// <summary>The number of the day on which a deal was created.</summary>
    internal const string CreatedOn = "CreatedOn";

    /// <summary>The furthest stage that a deal ever reached.</summary>
    internal const string FurthestStageId = "FurthestStageId";

    /// <summary>The team of the deal whose stage change it is.</summary>
    internal const string TeamId = "TeamId";

    internal static void AddFunnelColumns(this EntityTypeBuilder<Opportunity> builder)
    {
        builder.Property<int>(CreatedOn);
        builder.Property<StageId?>(FurthestStageId);
    }

    internal static void AddFunnelColumns(this EntityTypeBuilder<StageChange> builder)
    {
        builder.Property<int>(CreatedOn);
        builder.Property<TeamId?>(TeamId);
        // the visits of a stage in the order of their length, for exact medians
        builder.HasIndex(nameof(StageChange.FromStageId), nameof(StageChange.TimeInFrom), CreatedOn, TeamId);
        builder.HasIndex(nameof(StageChange.FromStageId), TeamId, nameof(StageChange.TimeInFrom), CreatedOn);
    }
}
