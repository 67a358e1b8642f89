using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class ContractConfiguration : IEntityTypeConfiguration<Contract>
{
    public void Configure(EntityTypeBuilder<Contract> builder)
    {
        builder.Ignore(x => x.CollectionTime);
        builder.Property(x => x.Number).HasMaxLength(50);
        builder.HasIndex(x => x.Number).IsUnique();
        builder.HasIndex(x => x.OpportunityId).IsUnique();
        builder.HasIndex(x => new { x.SignedOn, x.Id });
        builder.HasMany(x => x.Instalments).WithOne().HasForeignKey(i => i.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(x => x.Payments).WithOne().HasForeignKey(p => p.ContractId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.CreatedById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InstalmentConfiguration : IEntityTypeConfiguration<Instalment>
{
    public void Configure(EntityTypeBuilder<Instalment> builder)
    {
        builder.Ignore(x => x.Open);
        builder.HasIndex(x => new { x.ContractId, x.Position }).IsUnique();
        builder.HasIndex(x => new { x.DueOn, x.Id });
        // what finance looks for every day: unpaid, by due day
        builder.HasIndex(x => new { x.PaidOn, x.DueOn, x.Id });
    }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(x => x.Reference).HasMaxLength(100);
        builder.Property(x => x.Connector).HasMaxLength(ConnectorStateConfiguration.KeyLength);
        builder.HasIndex(x => new { x.InstalmentId, x.Reference }).IsUnique();
        builder.HasIndex(x => new { x.PaidOn, x.Id });
        builder.HasOne<Instalment>().WithMany().HasForeignKey(x => x.InstalmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.RecordedById).OnDelete(DeleteBehavior.Restrict);
    }
}
