using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Sync;

/// <summary>
/// What is known of some addresses, read with a handful of statements however many there are: contacts, leads, the accounts of their
/// domains, and the open deals of all of these.
/// </summary>
public sealed class CustomerIndex
{
    private readonly Dictionary<string, HashSet<ContactId>> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LeadId> _leads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<AccountId>> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<ContactId, AccountId?> _accountOf = [];
    private readonly Dictionary<ContactId, HashSet<OpportunityId>> _roles = [];
    private readonly Dictionary<AccountId, HashSet<OpportunityId>> _deals = [];
    private readonly Dictionary<AccountId, TeamId?> _teamOfAccount = [];
    private readonly Dictionary<LeadId, TeamId?> _teamOfLead = [];
    private readonly Dictionary<OpportunityId, (AccountId Account, TeamId? Team)> _known = [];

    private CustomerIndex() { }

    /// <summary>Reads what is known of addresses.</summary>
    public static async Task<CustomerIndex> ReadAsync(CrmDbContext db, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var index = new CustomerIndex();
        if (addresses.Count == 0) return index;
        await index.ReadPeopleAsync(db, addresses, cancellationToken);
        await index.ReadDomainsAsync(db, addresses, cancellationToken);
        await index.ReadDealsAsync(db, cancellationToken);
        return index;
    }

    /// <summary>The contacts among the participants, in their order.</summary>
    public IReadOnlyCollection<ContactId> ContactsAmong(IEnumerable<string> addresses) =>
        [.. addresses.SelectMany(a => _contacts.GetValueOrDefault(a) ?? []).Distinct()];

    /// <summary>What something with these participants is about; null if nobody is known.</summary>
    public ActivityLink? Match(IReadOnlyCollection<string> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        var contacts = ContactsAmong(addresses);
        var roles = contacts.SelectMany(c => _roles.GetValueOrDefault(c) ?? []).ToHashSet();
        if (roles.Count > 0) return Of(MatchReason.ContactRole, roles, []);
        var accounts = contacts.Select(c => _accountOf.GetValueOrDefault(c)).OfType<AccountId>().ToHashSet();
        var deals = DealsOf(accounts);
        if (deals.Count > 0) return Of(MatchReason.SingleDeal, deals, accounts);
        if (contacts.Count > 0) return Of(MatchReason.Participant, [], accounts);
        foreach (var address in addresses)
        {
            if (_leads.TryGetValue(address, out var lead)) return new ActivityLink(MatchReason.Participant, null, null, lead, _teamOfLead.GetValueOrDefault(lead), []);
        }
        var companies = addresses.Select(InternetDomains.OfEmail).OfType<string>().SelectMany(d => _domains.GetValueOrDefault(d) ?? []).ToHashSet();
        return companies.Count == 0 ? null : Of(MatchReason.CompanyDomain, DealsOf(companies), companies);
    }

    private HashSet<OpportunityId> DealsOf(IEnumerable<AccountId> accounts) => [.. accounts.SelectMany(a => _deals.GetValueOrDefault(a) ?? [])];

    private ActivityLink Of(MatchReason reason, HashSet<OpportunityId> deals, HashSet<AccountId> accounts)
    {
        if (deals.Count == 1 && _known[deals.First()] is var (dealAccount, dealTeam)) return new ActivityLink(reason, deals.First(), dealAccount, null, dealTeam, []);
        var of = deals.Count == 0 ? accounts : [.. deals.Select(d => _known[d].Account)];
        AccountId? account = of.Count == 1 ? of.First() : null;
        TeamId? team = account is { } one && _teamOfAccount.TryGetValue(one, out var teamOf) ? teamOf : deals.Select(d => _known[d].Team).Distinct().Take(2).ToList() is [var same] ? same : null;
        return new ActivityLink(deals.Count > 1 ? MatchReason.Ambiguous : reason, null, account, null, team, [.. deals.Order()]);
    }

    private async Task ReadPeopleAsync(CrmDbContext db, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var keys = await db.MatchKeys
            .Where(k => (k.Entity == MatchedEntity.Contact || k.Entity == MatchedEntity.Lead) && k.Kind == MatchKind.Email && addresses.Contains(k.Value))
            .Select(k => new { k.Entity, k.Value, k.RecordId })
            .ToListAsync(cancellationToken);
        if (keys.Count == 0) return;
        var contactIds = keys.Where(k => k.Entity == MatchedEntity.Contact).Select(k => new ContactId(k.RecordId)).Distinct().ToList();
        var contacts = await db.Contacts.Where(c => contactIds.Contains(c.Id)).Select(c => new { c.Id, c.AccountId }).ToListAsync(cancellationToken);
        foreach (var contact in contacts) _accountOf[contact.Id] = contact.AccountId;
        var leadIds = keys.Where(k => k.Entity == MatchedEntity.Lead).Select(k => new LeadId(k.RecordId)).Distinct().ToList();
        var leads = await db.Leads.Where(l => leadIds.Contains(l.Id) && l.MergedIntoId == null).OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Select(l => new { l.Id, l.TeamId }).ToListAsync(cancellationToken);
        foreach (var lead in leads) _teamOfLead[lead.Id] = lead.TeamId;
        foreach (var key in keys.Where(k => k.Entity == MatchedEntity.Contact && _accountOf.ContainsKey(new ContactId(k.RecordId))).OrderBy(k => k.RecordId)) Among(_contacts, key.Value).Add(new ContactId(key.RecordId));
        // of several leads of one person the newest
        foreach (var lead in leads)
        {
            foreach (var key in keys.Where(k => k.Entity == MatchedEntity.Lead && k.RecordId == lead.Id.Value)) _leads.TryAdd(key.Value, lead.Id);
        }
    }

    private async Task ReadDomainsAsync(CrmDbContext db, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var domains = addresses.Where(a => !_contacts.ContainsKey(a)).Select(InternetDomains.OfEmail).OfType<string>().Distinct().ToList();
        if (domains.Count > 0)
        {
            var keys = await db.MatchKeys
                .Where(k => k.Entity == MatchedEntity.Account && k.Kind == MatchKind.Domain && domains.Contains(k.Value))
                .Select(k => new { k.Value, k.RecordId })
                .ToListAsync(cancellationToken);
            foreach (var key in keys) Among(_domains, key.Value).Add(new AccountId(key.RecordId));
        }
        var accounts = _accountOf.Values.OfType<AccountId>().Concat(_domains.Values.SelectMany(a => a)).Distinct().ToList();
        if (accounts.Count == 0) return;
        foreach (var account in await db.Accounts.Where(a => accounts.Contains(a.Id)).Select(a => new { a.Id, a.TeamId }).ToListAsync(cancellationToken)) _teamOfAccount[account.Id] = account.TeamId;
    }

    private async Task ReadDealsAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var contacts = _accountOf.Keys.ToList();
        var accounts = _teamOfAccount.Keys.ToList();
        if (contacts.Count > 0)
        {
            var roles = await (
                from s in db.Stakeholders
                where contacts.Contains(s.ContactId)
                join o in db.Opportunities on s.OpportunityId equals o.Id
                where o.Status == StageKind.Open
                select new { s.ContactId, o.Id, o.AccountId, o.TeamId }).ToListAsync(cancellationToken);
            foreach (var role in roles)
            {
                Among(_roles, role.ContactId).Add(role.Id);
                _known[role.Id] = (role.AccountId, role.TeamId);
            }
            var primaries = await db.Opportunities
                .Where(o => o.Status == StageKind.Open && o.PrimaryContactId != null && contacts.Contains(o.PrimaryContactId.Value))
                .Select(o => new { o.PrimaryContactId, o.Id, o.AccountId, o.TeamId })
                .ToListAsync(cancellationToken);
            foreach (var primary in primaries)
            {
                Among(_roles, primary.PrimaryContactId!.Value).Add(primary.Id);
                _known[primary.Id] = (primary.AccountId, primary.TeamId);
            }
        }
        if (accounts.Count == 0) return;
        var deals = await db.Opportunities
            .Where(o => o.Status == StageKind.Open && accounts.Contains(o.AccountId))
            .Select(o => new { o.Id, o.AccountId, o.TeamId })
            .ToListAsync(cancellationToken);
        foreach (var deal in deals)
        {
            Among(_deals, deal.AccountId).Add(deal.Id);
            _known[deal.Id] = (deal.AccountId, deal.TeamId);
        }
    }

    private static HashSet<TValue> Among<TKey, TValue>(Dictionary<TKey, HashSet<TValue>> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var some)) all[key] = some = [];
        return some;
    }
}
