using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class NegotiationEntryConfiguration : IEntityTypeConfiguration<NegotiationEntry>
{
    public void Configure(EntityTypeBuilder<NegotiationEntry> builder)
    {
        builder.Property(x => x.Term).HasMaxLength(200);
        builder.Property(x => x.From).HasMaxLength(1000);
        builder.Property(x => x.To).HasMaxLength(1000);
        builder.Property(x => x.Feedback).HasMaxLength(2000);
        builder.HasIndex(x => new { x.OpportunityId, x.At, x.Id });
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
