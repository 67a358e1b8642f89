using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>
/// Keeps the match keys of leads, accounts and contacts in the save that changes the record, whichever door it came through.
/// What goes round the change tracker (ExecuteUpdate) must not touch the values that keys are made of.
/// </summary>
internal sealed class MatchKeyInterceptor(PhoneNumbers phones) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (eventData.Context is CrmDbContext db && ChangedIn(db) is { Count: > 0 } changed)
            Apply(db, changed, Stored(db, changed)?.ToList() ?? []);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is CrmDbContext db && ChangedIn(db) is { Count: > 0 } changed)
            Apply(db, changed, Stored(db, changed) is { } stored ? await stored.ToListAsync(cancellationToken) : []);
        return result;
    }

    private static void Apply(CrmDbContext db, List<Change> changes, List<MatchKeyRow> stored)
    {
        var known = db.ChangeTracker.Entries<MatchKeyRow>()
            .Where(e => e.State != EntityState.Deleted)
            .Select(e => e.Entity)
            .Concat(stored)
            .Distinct()
            .ToLookup(r => (r.Entity, r.RecordId));
        foreach (var change in changes)
        {
            var rows = known[(change.Entity, change.RecordId)].ToList();
            foreach (var row in rows)
            {
                if (change.Keys.All(k => k.Kind != row.Kind || k.Value != row.Value || k.Whole != row.Whole)) db.MatchKeys.Remove(row);
                else if (row.IsExclusive && !change.Counts) row.Share();
            }
            foreach (var key in change.Keys.Where(k => rows.TrueForAll(r => r.Kind != k.Kind || r.Value != k.Value || r.Whole != k.Whole)))
                db.MatchKeys.Add(MatchKeyRow.Create(change.Entity, change.RecordId, key, exclusive: false));
        }
        // demo data and imports have the detection of changes off
        if (!db.ChangeTracker.AutoDetectChangesEnabled) db.ChangeTracker.DetectChanges();
    }

    private static IQueryable<MatchKeyRow>? Stored(CrmDbContext db, List<Change> changes)
    {
        Guid[] ids = [.. changes.Where(c => !c.IsNew).Select(c => c.RecordId)];
        if (ids.Length == 0) return null;
        MatchedEntity[] entities = [.. changes.Select(c => c.Entity).Distinct()];
        return db.MatchKeys.Where(k => entities.Contains(k.Entity) && ids.Contains(k.RecordId));
    }

    private List<Change> ChangedIn(CrmDbContext db) =>
    [
        .. db.ChangeTracker.Entries<Lead>()
            .Where(e => Concerns(e, nameof(Lead.Company), nameof(Lead.Email), nameof(Lead.Phone), nameof(Lead.Status)))
            .Select(e => new Change(
                MatchedEntity.Lead,
                e.Entity.Id.Value,
                e.State == EntityState.Deleted || e.Entity.Status == LeadStatus.Merged ? [] : MatchKeys.Of(e.Entity.Details, phones),
                e.Entity.Status != LeadStatus.Disqualified,
                e.State == EntityState.Added)),
        .. db.ChangeTracker.Entries<Account>()
            .Where(e => Concerns(e, nameof(Account.Name), nameof(Account.Website), nameof(Account.RegistrationNumber)))
            .Select(e => new Change(
                MatchedEntity.Account, e.Entity.Id.Value, e.State == EntityState.Deleted ? [] : MatchKeys.Of(e.Entity.Details), true, e.State == EntityState.Added)),
        .. db.ChangeTracker.Entries<Contact>()
            .Where(e => Concerns(e, nameof(Contact.Email), nameof(Contact.Phone)))
            .Select(e => new Change(
                MatchedEntity.Contact, e.Entity.Id.Value, e.State == EntityState.Deleted ? [] : MatchKeys.Of(e.Entity.Details, phones), true, e.State == EntityState.Added)),
    ];

    private static bool Concerns(EntityEntry entry, params ReadOnlySpan<string> properties)
    {
        if (entry.State is EntityState.Added or EntityState.Deleted) return true;
        if (entry.State != EntityState.Modified) return false;
        foreach (var property in properties)
        {
            if (entry.Property(property).IsModified) return true;
        }
        return false;
    }

    /// <summary>A record that is saved, and the keys that it has from now on.</summary>
    private sealed record Change(MatchedEntity Entity, Guid RecordId, IReadOnlyList<MatchKey> Keys, bool Counts, bool IsNew);
}
