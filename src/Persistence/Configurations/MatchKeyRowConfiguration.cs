using CrmGraph.Persistence.Duplicates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class MatchKeyRowConfiguration : IEntityTypeConfiguration<MatchKeyRow>
{
    public void Configure(EntityTypeBuilder<MatchKeyRow> builder)
    {
        builder.ToTable("MatchKeys");
        builder.Ignore(x => x.Key);
        builder.Property(x => x.Value).HasMaxLength(254);
        builder.Property(x => x.Whole).HasMaxLength(200);
        builder.HasKey(x => new { x.Entity, x.RecordId, x.Kind, x.Value });
        // found by this, and held alone by this
        builder.HasIndex(x => new { x.Entity, x.Kind, x.Value, x.Slot }).IsUnique();
    }
}
