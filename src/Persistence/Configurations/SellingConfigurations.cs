using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Selling;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class NeedConfiguration : IEntityTypeConfiguration<Need>
{
    public void Configure(EntityTypeBuilder<Need> builder)
    {
        builder.Property(x => x.Pain).HasMaxLength(2000);
        builder.Property(x => x.Impact).HasMaxLength(2000);
        builder.Property(x => x.CurrentSolution).HasMaxLength(2000);
        builder.Property(x => x.Goal).HasMaxLength(2000);
        builder.Property(x => x.Metric).HasMaxLength(500);
        builder.HasIndex(x => x.OpportunityId);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SharedContentConfiguration : IEntityTypeConfiguration<SharedContent>
{
    public void Configure(EntityTypeBuilder<SharedContent> builder)
    {
        builder.Property(x => x.Title).HasMaxLength(300);
        builder.Property(x => x.Url).HasMaxLength(500);
        builder.HasIndex(x => x.OpportunityId);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Stage>().WithMany().HasForeignKey(x => x.StageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProposalConfiguration : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.Property(x => x.Summary).HasMaxLength(5000);
        builder.Property(x => x.Benefits).IsJsonList();
        builder.HasIndex(x => x.OpportunityId).IsUnique();
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.ById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ObjectionConfiguration : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.Property(x => x.Raised).HasMaxLength(2000);
        builder.Property(x => x.Answer).HasMaxLength(2000);
        builder.Property(x => x.Alternative).HasMaxLength(2000);
        builder.HasIndex(x => x.OpportunityId);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.ById).OnDelete(DeleteBehavior.Restrict);
    }
}
