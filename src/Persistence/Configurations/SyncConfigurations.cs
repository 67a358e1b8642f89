using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class SyncSourceConfiguration : IEntityTypeConfiguration<SyncSource>
{
    internal const int Mailbox = 254;
    internal const int Hash = 64;

    public void Configure(EntityTypeBuilder<SyncSource> builder)
    {
        builder.Property(s => s.Connector).HasMaxLength(ConnectorStateConfiguration.KeyLength);
        builder.Property(s => s.Key).HasMaxLength(100);
        builder.Property(s => s.Kind).HasMaxLength(20);
        builder.Property(s => s.Account).HasMaxLength(Mailbox);
        builder.Property(s => s.Remote).HasMaxLength(500);
        builder.Property(s => s.Name).HasMaxLength(300);
        builder.Property(s => s.LastError).HasMaxLength(ConnectorStateConfiguration.ErrorLength);
        builder.HasIndex(s => new { s.Connector, s.Key }).IsUnique();
        builder.HasIndex(s => new { s.Connector, s.NextAt });
    }
}

internal sealed class ImportedItemConfiguration : IEntityTypeConfiguration<ImportedItem>
{
    public void Configure(EntityTypeBuilder<ImportedItem> builder)
    {
        builder.Property(i => i.Mailbox).HasMaxLength(SyncSourceConfiguration.Mailbox);
        builder.Property(i => i.ItemKey).HasMaxLength(SyncSourceConfiguration.Hash);
        builder.Property(i => i.MessageKey).HasMaxLength(SyncSourceConfiguration.Hash);
        builder.Property(i => i.ThreadKey).HasMaxLength(SyncSourceConfiguration.Hash);
        builder.HasIndex(i => new { i.Mailbox, i.ItemKey }).IsUnique();
        builder.HasIndex(i => i.MessageKey);
        builder.HasIndex(i => new { i.Mailbox, i.ThreadKey });
        builder.HasIndex(i => new { i.SourceId, i.Generation });
        builder.HasIndex(i => i.ActivityId);
        builder.HasOne<Activity>().WithMany().HasForeignKey(i => i.ActivityId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SkippedItemConfiguration : IEntityTypeConfiguration<SkippedItem>
{
    public void Configure(EntityTypeBuilder<SkippedItem> builder)
    {
        builder.Property(i => i.Mailbox).HasMaxLength(SyncSourceConfiguration.Mailbox);
        builder.Property(i => i.MessageKey).HasMaxLength(SyncSourceConfiguration.Hash);
        builder.Property(i => i.ThreadKey).HasMaxLength(SyncSourceConfiguration.Hash);
        builder.HasIndex(i => new { i.Mailbox, i.MessageKey }).IsUnique();
        builder.HasIndex(i => new { i.Mailbox, i.ThreadKey });
        builder.HasIndex(i => new { i.SourceId, i.Reason });
    }
}

internal sealed class OutgoingItemConfiguration : IEntityTypeConfiguration<OutgoingItem>
{
    public void Configure(EntityTypeBuilder<OutgoingItem> builder)
    {
        builder.HasKey(o => o.ActivityId);
        builder.Property(o => o.Mailbox).HasMaxLength(SyncSourceConfiguration.Mailbox);
        builder.Property(o => o.RemoteId).HasMaxLength(500);
        builder.Property(o => o.LastError).HasMaxLength(ConnectorStateConfiguration.ErrorLength);
        builder.HasIndex(o => new { o.Mailbox, o.State, o.NextAttemptAt });
        builder.HasOne<Activity>().WithMany().HasForeignKey(o => o.ActivityId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChangeSubscriptionConfiguration : IEntityTypeConfiguration<ChangeSubscription>
{
    public void Configure(EntityTypeBuilder<ChangeSubscription> builder)
    {
        builder.Property(s => s.Connector).HasMaxLength(ConnectorStateConfiguration.KeyLength);
        builder.Property(s => s.Account).HasMaxLength(SyncSourceConfiguration.Mailbox);
        builder.Property(s => s.Kind).HasMaxLength(20);
        builder.Property(s => s.RemoteId).HasMaxLength(100);
        builder.HasIndex(s => new { s.Connector, s.Account, s.Kind }).IsUnique();
        builder.HasIndex(s => s.RemoteId);
    }
}

internal sealed class HashKeyConfiguration : IEntityTypeConfiguration<HashKey>
{
    public void Configure(EntityTypeBuilder<HashKey> builder)
    {
        builder.HasKey(k => k.Connector);
        builder.Property(k => k.Connector).HasMaxLength(ConnectorStateConfiguration.KeyLength);
    }
}

internal sealed class ActivityUserConfiguration : IEntityTypeConfiguration<ActivityUser>
{
    public void Configure(EntityTypeBuilder<ActivityUser> builder)
    {
        builder.HasKey(x => new { x.ActivityId, x.UserId });
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ActivityCandidateConfiguration : IEntityTypeConfiguration<ActivityCandidate>
{
    public void Configure(EntityTypeBuilder<ActivityCandidate> builder)
    {
        builder.HasKey(x => new { x.ActivityId, x.OpportunityId });
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Restrict);
    }
}
