using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Ignore(x => x.Details);
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Industry).HasMaxLength(100);
        builder.Property(x => x.Region).HasMaxLength(100);
        builder.Property(x => x.Website).HasMaxLength(500);
        builder.Property(x => x.RegistrationNumber).HasMaxLength(50);
        builder.HasIndex(x => x.RegistrationNumber).IsUnique();
        builder.HasIndex(x => new { x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.UpdatedAt, x.Id });
        builder.HasIndex(x => new { x.Name, x.Id });
        builder.HasIndex(x => new { x.TeamId, x.CreatedAt, x.Id });
        builder.HasIndex(x => new { x.OwnerId, x.CreatedAt, x.Id });
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Team>().WithMany().HasForeignKey(x => x.TeamId).OnDelete(DeleteBehavior.Restrict);
    }
}
