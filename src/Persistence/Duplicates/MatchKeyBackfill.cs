using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>Makes the match keys of records that were entered before there were any. From then on every save keeps them.</summary>
public static class MatchKeyBackfill
{
    private const int Batch = 500;

    /// <summary>Fills in the keys of each kind of record that has none at all, in one transaction.</summary>
    /// <returns>How many keys were made.</returns>
    public static async Task<int> FillMatchKeysAsync(this CrmDbContext db, PhoneNumbers phones, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var made = 0;
        if (!await db.MatchKeys.AnyAsync(k => k.Entity == MatchedEntity.Lead, cancellationToken))
        {
            made += await FillAsync<Lead>(
                db,
                last => last is null ? db.Leads : db.Leads.Where(l => l.Id.CompareTo(last.Id) > 0),
                l => (MatchedEntity.Lead, l.Id.Value, l.Status == LeadStatus.Merged ? [] : MatchKeys.Of(l.Details, phones)),
                cancellationToken);
        }
        if (!await db.MatchKeys.AnyAsync(k => k.Entity == MatchedEntity.Account, cancellationToken))
        {
            made += await FillAsync<Account>(
                db,
                last => last is null ? db.Accounts : db.Accounts.Where(a => a.Id.CompareTo(last.Id) > 0),
                a => (MatchedEntity.Account, a.Id.Value, MatchKeys.Of(a.Details)),
                cancellationToken);
        }
        if (!await db.MatchKeys.AnyAsync(k => k.Entity == MatchedEntity.Contact, cancellationToken))
        {
            made += await FillAsync<Contact>(
                db,
                last => last is null ? db.Contacts : db.Contacts.Where(c => c.Id.CompareTo(last.Id) > 0),
                c => (MatchedEntity.Contact, c.Id.Value, MatchKeys.Of(c.Details, phones)),
                cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    private static async Task<int> FillAsync<T>(
        CrmDbContext db, Func<T?, IQueryable<T>> after, Func<T, (MatchedEntity Entity, Guid Id, IReadOnlyList<MatchKey> Keys)> keysOf, CancellationToken cancellationToken)
        where T : class
    {
        var (made, last) = (0, default(T));
        while (true)
        {
            var some = await after(last).AsNoTracking().OrderBy(r => EF.Property<object>(r, "Id")).Take(Batch).ToListAsync(cancellationToken);
            if (some.Count == 0) return made;
            MatchKeyRow[] rows = [.. some.Select(keysOf).SelectMany(r => r.Keys.Select(k => MatchKeyRow.Create(r.Entity, r.Id, k, exclusive: false)))];
            db.MatchKeys.AddRange(rows);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            (made, last) = (made + rows.Length, some[^1]);
        }
    }
}
