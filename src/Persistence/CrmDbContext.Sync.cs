using CrmGraph.Domain.Activities;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <content>What is read from other systems.</content>
public sealed partial class CrmDbContext
{
    /// <summary>The parts of other systems that are read.</summary>
    public DbSet<SyncSource> SyncSources => Set<SyncSource>();

    /// <summary>What activities are in mailboxes.</summary>
    public DbSet<ImportedItem> ImportedItems => Set<ImportedItem>();

    /// <summary>What was left out, as hashes.</summary>
    public DbSet<SkippedItem> SkippedItems => Set<SkippedItem>();

    /// <summary>What goes out through mailboxes.</summary>
    public DbSet<OutgoingItem> OutgoingItems => Set<OutgoingItem>();

    /// <summary>Our subscriptions at other systems.</summary>
    public DbSet<ChangeSubscription> ChangeSubscriptions => Set<ChangeSubscription>();

    /// <summary>Users who took part in activities, for reading; they are written with their activity.</summary>
    public DbSet<ActivityUser> ActivityUsers => Set<ActivityUser>();

    /// <summary>Deals that activities may be about, for reading; they are written with their activity.</summary>
    public DbSet<ActivityCandidate> ActivityCandidates => Set<ActivityCandidate>();

    internal DbSet<HashKey> HashKeys => Set<HashKey>();
}
