using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Duplicates;

/// <summary>Finds records of the same kind that are probably the same customer: three statements for however many questions.</summary>
public sealed class DuplicateFinder(CrmDbContext db)
{
    /// <summary>So many matches are given for a question, the most similar first.</summary>
    public const int MostMatches = 20;

    /// <summary>What is less alike than this is not worth showing.</summary>
    public const double LeastSimilarity = 0.5;

    // a key that hundreds share (the domain of a large customer) says little; the newest records are as good as all
    private const int MostRowsOfKey = 50;

    /// <summary>The matches of each question, the most similar first.</summary>
    /// <param name="entity">What is sought.</param>
    /// <param name="questions">The questions; their keys may be empty.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<IReadOnlyList<DuplicateMatch>>> FindAsync(
        MatchedEntity entity, IReadOnlyList<DuplicateQuestion> questions, Caller caller, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(entity, questions, cancellationToken);
        if (rows.Count == 0) return [.. questions.Select(_ => (IReadOnlyList<DuplicateMatch>)[])];
        var byKey = rows.ToLookup(r => (r.Kind, r.Value));
        var found = questions.Select(q => Candidates(entity, q, byKey)).ToList();
        var standing = await StandingAsync(entity, [.. found.SelectMany(f => f).Select(c => c.RecordId).Distinct()], caller, cancellationToken);
        return
        [
            .. found.Select(candidates => (IReadOnlyList<DuplicateMatch>)
            [
                .. candidates
                    .Where(c => standing.ContainsKey(c.RecordId))
                    .OrderByDescending(c => c.Similarity)
                    .ThenByDescending(c => c.RecordId)
                    .Select(c => new DuplicateMatch(c, standing[c.RecordId].IsVisible, standing[c.RecordId].Refuses, standing[c.RecordId].TeamId))
                    .Take(MostMatches),
            ]),
        ];
    }

    private async Task<List<MatchKeyRow>> RowsAsync(MatchedEntity entity, IReadOnlyList<DuplicateQuestion> questions, CancellationToken cancellationToken)
    {
        MatchKind[] kinds = [.. questions.SelectMany(q => q.Keys).Select(k => k.Kind).Distinct()];
        string[] values = [.. questions.SelectMany(q => q.Keys).Select(k => k.Value).Distinct()];
        if (values.Length == 0) return [];
        var groups = await db.MatchKeys.AsNoTracking()
            .Where(k => k.Entity == entity && kinds.Contains(k.Kind) && values.Contains(k.Value))
            .GroupBy(k => new { k.Kind, k.Value })
            .Select(g => g.OrderByDescending(k => k.RecordId).Take(MostRowsOfKey).ToList())
            .ToListAsync(cancellationToken);
        return [.. groups.SelectMany(g => g)];
    }

    private static List<DuplicateCandidate> Candidates(MatchedEntity entity, DuplicateQuestion question, ILookup<(MatchKind, string), MatchKeyRow> byKey) =>
    [
        .. question.Keys
            .SelectMany(k => byKey[(k.Kind, k.Value)])
            .Where(r => r.RecordId != question.RecordId)
            .GroupBy(r => r.RecordId)
            .Select(g => (g.Key, Likeness: Likeness.Of(entity, question.Keys, [.. g.Select(r => r.Key)])))
            .Where(c => c.Likeness.Similarity >= LeastSimilarity)
            .Select(c => new DuplicateCandidate(entity, c.Key, c.Likeness.Similarity, c.Likeness.MatchedOn)),
    ];

    private async Task<Dictionary<Guid, Standing>> StandingAsync(MatchedEntity entity, Guid[] ids, Caller caller, CancellationToken cancellationToken)
    {
        switch (entity)
        {
            case MatchedEntity.Lead:
                LeadId[] leads = [.. ids.Select(id => new LeadId(id))];
                var seenLeads = await db.Leads.VisibleTo(caller).Where(l => leads.Contains(l.Id)).Select(l => l.Id).ToHashSetAsync(cancellationToken);
                return await db.Leads.Where(l => leads.Contains(l.Id) && l.Status != LeadStatus.Merged)
                    .Select(l => new { l.Id, l.TeamId, l.Status })
                    .ToDictionaryAsync(l => l.Id.Value, l => new Standing(seenLeads.Contains(l.Id), l.Status != LeadStatus.Disqualified, l.TeamId), cancellationToken);
            case MatchedEntity.Account:
                AccountId[] accounts = [.. ids.Select(id => new AccountId(id))];
                var seenAccounts = await db.Accounts.VisibleTo(caller).Where(a => accounts.Contains(a.Id)).Select(a => a.Id).ToHashSetAsync(cancellationToken);
                return await db.Accounts.Where(a => accounts.Contains(a.Id))
                    .Select(a => new { a.Id, a.TeamId })
                    .ToDictionaryAsync(a => a.Id.Value, a => new Standing(seenAccounts.Contains(a.Id), true, a.TeamId), cancellationToken);
            default:
                ContactId[] contacts = [.. ids.Select(id => new ContactId(id))];
                var seenContacts = await db.Contacts.VisibleTo(caller).Where(c => contacts.Contains(c.Id)).Select(c => c.Id).ToHashSetAsync(cancellationToken);
                return await db.Contacts.Where(c => contacts.Contains(c.Id))
                    .Select(c => new { c.Id, c.TeamId })
                    .ToDictionaryAsync(c => c.Id.Value, c => new Standing(seenContacts.Contains(c.Id), true, c.TeamId), cancellationToken);
        }
    }

    private sealed record Standing(bool IsVisible, bool Refuses, TeamId? TeamId);
}
