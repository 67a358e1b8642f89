using CrmGraph.Domain.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class LeadBehaviourConfiguration : IEntityTypeConfiguration<LeadBehaviour>
{
    public void Configure(EntityTypeBuilder<LeadBehaviour> builder)
    {
        builder.Property(x => x.Kind).HasMaxLength(50);
        builder.Property(x => x.Detail).HasMaxLength(500);
        builder.HasIndex(x => new { x.LeadId, x.At, x.Id });
        builder.HasIndex(x => x.ActivityId).IsUnique();
        builder.HasOne<Lead>().WithMany().HasForeignKey(x => x.LeadId).OnDelete(DeleteBehavior.Cascade);
    }
}
