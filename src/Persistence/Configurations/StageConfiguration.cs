using CrmGraph.Domain.Pipelines;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class StageConfiguration : IEntityTypeConfiguration<Stage>
{
    public void Configure(EntityTypeBuilder<Stage> builder)
    {
        builder.Property(x => x.Key).HasMaxLength(50);
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.ExitCriteria).IsJsonList();
        builder.Property(x => x.RequiredActivities).IsJsonList();
        builder.Ignore(x => x.IsRetired);
        builder.HasIndex(x => new { x.PipelineId, x.Key }).IsUnique();
    }
}
