using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class LeadConfiguration : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> builder)
    {
        builder.Ignore(x => x.Details);
        builder.Ignore(x => x.Image);
        // most leads are not merged: an index of those would only lead queries astray
        builder.HasIndex(x => x.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");
        builder.Property(x => x.Name).HasMaxLength(100);
        builder.Property(x => x.Company).HasMaxLength(200);
        builder.Property(x => x.Title).HasMaxLength(100);
        builder.Property(x => x.Email).HasMaxLength(254);
        builder.Property(x => x.Phone).HasMaxLength(50);
        builder.Property(x => x.Industry).HasMaxLength(100);
        builder.Property(x => x.Region).HasMaxLength(100);
        builder.Property(x => x.Need).HasMaxLength(2000);
        builder.Property(x => x.Score).IsDerived();
        builder.Property(x => x.Grade).IsDerived();
        builder.Property(x => x.IsSalesReady).HasDefaultValue(false).IsDerived();
        builder.Property(x => x.ScoredAt).IsDerived();
        builder.Property(x => x.ScoringVersion).IsDerived();
        builder.Property(x => x.AssignmentRule).HasMaxLength(100);
        builder.Property(x => x.AssignmentReason).HasMaxLength(500);
        builder.Property(x => x.DisqualificationReason).HasMaxLength(500);
        builder.HasIndex(x => new { x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.UpdatedAt, x.Id });
        builder.HasIndex(x => new { x.Score, x.Id });
        builder.HasIndex(x => new { x.Status, x.CreatedAt, x.Id });
        builder.HasIndex(x => x.Email);
        builder.HasIndex(x => new { x.SourceId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.TeamId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.OwnerId, x.CreatedAt, x.Id });
        // how many open leads each member of a team has, for assignment
        builder.HasIndex(x => new { x.OwnerId, x.Status });
        builder.HasOne<LeadSource>().WithMany().HasForeignKey(x => x.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Team>().WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
    }
}
