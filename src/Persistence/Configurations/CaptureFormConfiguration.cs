using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class CaptureFormConfiguration : IEntityTypeConfiguration<CaptureForm>
{
    public void Configure(EntityTypeBuilder<CaptureForm> builder)
    {
        builder.Property(x => x.Key).HasMaxLength(50);
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.HoneypotField).HasMaxLength(100);
        builder.Property(x => x.AllowedOrigins).HasConversion(new JsonConverter<IReadOnlyList<string>>(), JsonConverter<IReadOnlyList<string>>.Comparer);
        builder.Property(x => x.Fields).HasConversion(new JsonConverter<IReadOnlyList<CaptureField>>(), JsonConverter<IReadOnlyList<CaptureField>>.Comparer);
        builder.HasIndex(x => x.Key).IsUnique();
        builder.HasOne<LeadSource>().WithMany().HasForeignKey(x => x.SourceId).OnDelete(DeleteBehavior.Restrict);
    }
}
