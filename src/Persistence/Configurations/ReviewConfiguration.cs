using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Reviews;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class WinLossReviewConfiguration : IEntityTypeConfiguration<WinLossReview>
{
    public void Configure(EntityTypeBuilder<WinLossReview> builder)
    {
        builder.Property(x => x.Competitor).HasMaxLength(200);
        builder.Property(x => x.Lessons).HasMaxLength(10_000);
        builder.Property(x => x.Strengths).HasConversion<TextsConverter, TextsComparer>();
        builder.Property(x => x.Weaknesses).HasConversion<TextsConverter, TextsComparer>();
        builder.HasIndex(x => x.OpportunityId).IsUnique();
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CloseReason>().WithMany().HasForeignKey(x => x.ReasonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.ReviewedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SatisfactionSurveyConfiguration : IEntityTypeConfiguration<SatisfactionSurvey>
{
    public void Configure(EntityTypeBuilder<SatisfactionSurvey> builder)
    {
        builder.Property(x => x.TokenHash).HasMaxLength(64);
        builder.Property(x => x.Comment).HasMaxLength(2000);
        builder.HasIndex(x => x.OpportunityId).IsUnique();
        builder.HasIndex(x => x.TokenHash).IsUnique();
        builder.HasIndex(x => x.AnsweredAt);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Restrict);
    }
}
