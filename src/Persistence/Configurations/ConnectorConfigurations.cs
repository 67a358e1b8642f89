using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.Property(d => d.Connector).HasMaxLength(ConnectorStateConfiguration.KeyLength);
        builder.Property(d => d.LastError).HasMaxLength(ConnectorStateConfiguration.ErrorLength);
        builder.HasIndex(d => new { d.Connector, d.EventId }).IsUnique();
        // what is due, and whether something of the same subject is before it
        builder.HasIndex(d => new { d.Connector, d.Status, d.NextAttemptAt });
        builder.HasIndex(d => new { d.Connector, d.SubjectId, d.Position });
        // the log of deliveries, newest first
        builder.HasIndex(d => new { d.Connector, d.Position });
    }
}

internal sealed class ConnectorStateConfiguration : IEntityTypeConfiguration<ConnectorState>
{
    internal const int KeyLength = 90;
    internal const int ErrorLength = 500;

    public void Configure(EntityTypeBuilder<ConnectorState> builder)
    {
        builder.HasKey(s => s.Key);
        builder.Property(s => s.Key).HasMaxLength(KeyLength);
        builder.Property(s => s.LastError).HasMaxLength(ErrorLength);
    }
}

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(100);
        builder.Property(l => l.Holder).HasMaxLength(100);
    }
}
