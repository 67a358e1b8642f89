using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Alerts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class AlertConfiguration : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.Property(x => x.Kind).HasMaxLength(50);
        builder.Property(x => x.SubjectType).HasMaxLength(50);
        builder.Property(x => x.About).HasMaxLength(300);
        builder.HasIndex(x => new { x.RecipientId, x.CreatedAt });
        builder.HasIndex(x => x.ReadAt);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.RecipientId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AlertMarkConfiguration : IEntityTypeConfiguration<AlertMark>
{
    public void Configure(EntityTypeBuilder<AlertMark> builder)
    {
        builder.HasKey(x => new { x.Kind, x.SubjectId });
        builder.Property(x => x.Kind).HasMaxLength(50);
    }
}
