using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.Property(x => x.Subject).HasMaxLength(300);
        builder.Property(x => x.Body).HasMaxLength(20000);
        builder.Property(x => x.Purpose).HasMaxLength(500);
        builder.Property(x => x.Outcome).HasMaxLength(2000);
        builder.Property(x => x.Location).HasMaxLength(300);
        // what its mailbox has lost is found by nobody; the log of events still knows it
        builder.HasQueryFilter(x => x.WithdrawnAt == null);
        builder.HasIndex(x => new { x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.DueAt, x.Id });
        builder.HasIndex(x => new { x.OpportunityId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.LeadId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.AccountId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.OwnerId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.TeamId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.TeamId, x.DueAt, x.Id });
        builder.HasMany(x => x.Participants).WithOne().HasForeignKey(p => p.ActivityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(x => x.Users).WithOne().HasForeignKey(u => u.ActivityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(x => x.Candidates).WithOne().HasForeignKey(c => c.ActivityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Team>().WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Lead>().WithMany().HasForeignKey(x => x.LeadId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
