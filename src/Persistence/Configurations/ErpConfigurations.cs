using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class ErpSyncConfiguration : IEntityTypeConfiguration<ErpSync>
{
    public void Configure(EntityTypeBuilder<ErpSync> builder)
    {
        builder.Property(s => s.Connector).HasMaxLength(ConnectorStateConfiguration.KeyLength);
        builder.Property(s => s.Key).HasMaxLength(32);
        builder.Property(s => s.Fingerprint).HasMaxLength(64);
        builder.Property(s => s.ExternalId).HasMaxLength(100);
        builder.Property(s => s.ExternalNumber).HasMaxLength(100);
        builder.Property(s => s.ExternalUrl).HasMaxLength(500);
        builder.Property(s => s.LastError).HasMaxLength(ConnectorStateConfiguration.ErrorLength);
        builder.Property(s => s.PaymentProblem).HasMaxLength(ConnectorStateConfiguration.ErrorLength);
        builder.HasIndex(s => new { s.Connector, s.OpportunityId }).IsUnique();
        // what is due
        builder.HasIndex(s => new { s.Connector, s.NextAttemptAt });
        builder.HasIndex(s => new { s.Connector, s.InvoicesDueAt });
        builder.HasIndex(s => s.OpportunityId);
        builder.HasIndex(s => new { s.Connector, s.Key });
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(s => s.OpportunityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.OwnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Team>().WithMany().HasForeignKey(s => s.TeamId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Steps).WithOne().HasForeignKey(s => s.ErpSyncId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(s => s.Invoices).WithOne().HasForeignKey(i => i.ErpSyncId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(s => s.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Navigation(s => s.Invoices).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ErpSyncStepConfiguration : IEntityTypeConfiguration<ErpSyncStep>
{
    public void Configure(EntityTypeBuilder<ErpSyncStep> builder)
    {
        builder.ToTable("ErpSyncSteps");
        builder.HasKey(s => new { s.ErpSyncId, s.Sequence });
        builder.Property(s => s.Outcome).HasMaxLength(20);
        builder.Property(s => s.RequestHash).HasMaxLength(64);
        builder.Property(s => s.Note).HasMaxLength(ConnectorStateConfiguration.ErrorLength);
    }
}

internal sealed class ErpInvoiceConfiguration : IEntityTypeConfiguration<ErpInvoice>
{
    public void Configure(EntityTypeBuilder<ErpInvoice> builder)
    {
        builder.ToTable("ErpInvoices");
        builder.HasKey(i => new { i.ErpSyncId, i.ExternalId });
        builder.Property(i => i.ExternalId).HasMaxLength(100);
        builder.Property(i => i.Number).HasMaxLength(100);
    }
}
