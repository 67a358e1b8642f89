using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Conventions;
using CrmGraph.Persistence.Funnels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class OpportunityConfiguration : IEntityTypeConfiguration<Opportunity>
{
    public void Configure(EntityTypeBuilder<Opportunity> builder)
    {
        builder.Property(x => x.Number).HasMaxLength(30);
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.NextStep).HasMaxLength(1000);
        builder.Property(x => x.Competitor).HasMaxLength(200);
        builder.Property(x => x.Competitors).IsJsonList();
        builder.HasIndex(x => x.Number).IsUnique();
        // what the lists of the API are sorted and filtered by; the id makes every order total
        builder.HasIndex(x => new { x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.UpdatedAt, x.Id });
        builder.HasIndex(x => new { x.CloseDate, x.Id });
        builder.HasIndex(x => new { x.ClosedOn, x.Id });
        builder.HasIndex(x => new { x.TeamId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.TeamId, x.CloseDate, x.Id });
        builder.HasIndex(x => new { x.TeamId, x.ClosedOn, x.Id });
        builder.HasIndex(x => new { x.OwnerId, x.Status, x.CloseDate, x.Id });
        builder.HasIndex(x => new { x.StageId, x.UpdatedAt, x.Id });
        builder.HasIndex(x => x.LastOpenStageId);
        builder.HasIndex(x => new { x.PipelineId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.AccountId, x.CreatedAt, x.Id });
        builder.AddFunnelColumns();
        builder.HasMany(x => x.StageHistory).WithOne().HasForeignKey(c => c.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(x => x.Stakeholders).WithOne().HasForeignKey(s => s.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Contact>().WithMany().HasForeignKey(x => x.PrimaryContactId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Team>().WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Pipeline>().WithMany().HasForeignKey(x => x.PipelineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Stage>().WithMany().HasForeignKey(x => x.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LeadSource>().WithMany().HasForeignKey(x => x.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Lead>().WithMany().HasForeignKey(x => x.LeadId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CloseReason>().WithMany().HasForeignKey(x => x.CloseReasonId).OnDelete(DeleteBehavior.Restrict);
    }
}
