using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>
/// Refuses records that probably exist already, by the policy of their kind. Ask in the transaction that saves the record: on SQLite
/// writers come one by one, and elsewhere the keys that it takes exclusively collide with those of whoever enters the same at the same time.
/// </summary>
public sealed class DuplicateGuard(CrmDbContext db, DuplicateFinder finder, PhoneNumbers phones, TimeProvider time)
{
    /// <summary>The keys of what somebody is about to enter.</summary>
    public PhoneNumbers Phones => phones;

    /// <summary>What holds for a kind of record.</summary>
    public async Task<DuplicatePolicy> PolicyAsync(MatchedEntity entity, CancellationToken cancellationToken) =>
        await db.DuplicatePolicies.AsNoTracking().SingleOrDefaultAsync(p => p.Entity == entity, cancellationToken)
        ?? DuplicatePolicy.DefaultFor(entity, time.GetUtcNow());

    /// <summary>Refuses with DUPLICATE if a lead is probably there already; before is what it was until now, null for a new one.</summary>
    public Task RequireNewAsync(Lead lead, LeadDetails? before, Caller caller, bool allowDuplicate, CancellationToken cancellationToken) => RequireNewAsync(
        MatchedEntity.Lead, lead.Id.Value, MatchKeys.Of(lead.Details, phones), before is null ? null : MatchKeys.Of(before, phones), caller, allowDuplicate, cancellationToken);

    /// <summary>Refuses with DUPLICATE if an account is probably there already; before is what it was until now, null for a new one.</summary>
    public Task RequireNewAsync(Account account, AccountDetails? before, Caller caller, bool allowDuplicate, CancellationToken cancellationToken) => RequireNewAsync(
        MatchedEntity.Account, account.Id.Value, MatchKeys.Of(account.Details), before is null ? null : MatchKeys.Of(before), caller, allowDuplicate, cancellationToken);

    /// <summary>Refuses with DUPLICATE if a contact is probably there already; before is what it was until now, null for a new one.</summary>
    public Task RequireNewAsync(Contact contact, ContactDetails? before, Caller caller, bool allowDuplicate, CancellationToken cancellationToken) => RequireNewAsync(
        MatchedEntity.Contact, contact.Id.Value, MatchKeys.Of(contact.Details, phones), before is null ? null : MatchKeys.Of(before, phones), caller, allowDuplicate, cancellationToken);

    private async Task RequireNewAsync(
        MatchedEntity entity, Guid id, IReadOnlyList<MatchKey> keys, IReadOnlyList<MatchKey>? before, Caller caller, bool allowDuplicate, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction before asking for duplicates.");
        var added = before is null ? keys : [.. keys.Where(k => !before.Contains(k))];
        if (added.Count == 0) return;
        var policy = await PolicyAsync(entity, cancellationToken);
        if (policy.Mode == DuplicateMode.Allow || (policy.Mode == DuplicateMode.Warn && allowDuplicate)) return;
        var matches = (await finder.FindAsync(entity, [new DuplicateQuestion(id, keys)], caller, cancellationToken))[0];
        DuplicateMatch[] duplicates = [.. matches.Where(m => m.Refuses && m.Candidate.Similarity >= policy.Threshold)];
        if (before is not null) duplicates = await NewlyAsync(entity, id, duplicates, before, policy, caller, cancellationToken);
        if (duplicates.Length > 0) throw await RefusalAsync(policy, duplicates, cancellationToken);
        foreach (var key in added)
            db.MatchKeys.Add(MatchKeyRow.Create(entity, id, key, exclusive: Likeness.WeightOf(entity, key.Kind) >= policy.Threshold));
    }

    // who has been the same customer before the change stands not in its way
    private async Task<DuplicateMatch[]> NewlyAsync(
        MatchedEntity entity, Guid id, DuplicateMatch[] duplicates, IReadOnlyList<MatchKey> before, DuplicatePolicy policy, Caller caller, CancellationToken cancellationToken)
    {
        if (duplicates.Length == 0) return duplicates;
        var earlier = (await finder.FindAsync(entity, [new DuplicateQuestion(id, before)], caller, cancellationToken))[0]
            .Where(m => m.Candidate.Similarity >= policy.Threshold)
            .Select(m => m.Candidate.RecordId)
            .ToHashSet();
        return [.. duplicates.Where(d => !earlier.Contains(d.Candidate.RecordId))];
    }

    private async Task<DuplicateException> RefusalAsync(DuplicatePolicy policy, DuplicateMatch[] duplicates, CancellationToken cancellationToken)
    {
        var what = policy.Entity.ToString().ToLowerInvariant();
        var hidden = await TeamsAsync([.. duplicates.Where(d => !d.IsVisible)], cancellationToken);
        var where = hidden.Length == 0 ? "" : $" One that you may not see exists, owner {hidden}.";
        var cure = policy.Mode == DuplicateMode.Block
            ? "The policy is BLOCK: allowDuplicate does not help; use the existing one."
            : "Use the existing one, or repeat with allowDuplicate: true.";
        var best = duplicates[0].Candidate;
        return new DuplicateException(
            $"This {what} probably exists already (same {string.Join(", ", best.MatchedOn)}).{where} {cure}",
            [.. duplicates.Where(d => d.IsVisible).Select(d => d.Candidate)],
            FieldOf(policy.Entity, best.MatchedOn[0]));
    }

    private async Task<string> TeamsAsync(DuplicateMatch[] hidden, CancellationToken cancellationToken)
    {
        if (hidden.Length == 0) return "";
        TeamId[] ids = [.. hidden.Select(h => h.TeamId).OfType<TeamId>().Distinct()];
        var names = await db.Teams.Where(t => ids.Contains(t.Id)).OrderBy(t => t.Name).Select(t => t.Name).ToListAsync(cancellationToken);
        return names.Count == 0 ? "without a team" : $"team {string.Join(", ", names)}";
    }

    private static string FieldOf(MatchedEntity entity, string evidence) => evidence switch
    {
        "similarCompany" => "company",
        "similarName" => "name",
        "domain" => entity == MatchedEntity.Account ? "website" : "email",
        _ => evidence,
    };
}
