using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>Finds the account and the contact that somebody is already, so that none is made twice.</summary>
public sealed class CustomerMatching(CrmDbContext db, PhoneNumbers phones)
{
    /// <summary>The account of a company among those that the caller sees: the oldest one with the same name but for legal form, case and width.</summary>
    public async Task<Account?> AccountOfAsync(string name, Caller caller, CancellationToken cancellationToken)
    {
        if (CompanyNames.Normalize(name) is not { } normalized) return null;
        var ids = (await RecordsAsync(MatchedEntity.Account, [new MatchKey(MatchKind.Company, normalized)], cancellationToken)).Select(id => new AccountId(id)).ToList();
        if (ids.Count == 0) return null;
        return await db.Accounts.VisibleTo(caller).Where(a => ids.Contains(a.Id)).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The contact of an account with the same e-mail address or telephone number; of somebody who has neither, with the same name.</summary>
    public async Task<Contact?> ContactOfAsync(AccountId accountId, ContactDetails details, CancellationToken cancellationToken)
    {
        var here = db.Contacts.Where(c => c.AccountId == accountId).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id);
        var keys = MatchKeys.Of(details, phones);
        if (keys.Count == 0) return await here.FirstOrDefaultAsync(c => c.Name == details.Name, cancellationToken);
        var ids = (await RecordsAsync(MatchedEntity.Contact, keys, cancellationToken)).Select(id => new ContactId(id)).ToList();
        return ids.Count == 0 ? null : await here.FirstOrDefaultAsync(c => ids.Contains(c.Id), cancellationToken);
    }

    private async Task<List<Guid>> RecordsAsync(MatchedEntity entity, IReadOnlyList<MatchKey> keys, CancellationToken cancellationToken)
    {
        MatchKind[] kinds = [.. keys.Select(k => k.Kind).Distinct()];
        string[] values = [.. keys.Select(k => k.Value).Distinct()];
        return await db.MatchKeys
            .Where(k => k.Entity == entity && kinds.Contains(k.Kind) && values.Contains(k.Value))
            .Select(k => k.RecordId)
            .Distinct()
            .ToListAsync(cancellationToken);
    }
}
