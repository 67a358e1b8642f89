using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Sync;

/// <summary>
/// What the messages of a conversation are about together: the deal that somebody linked one of them to by hand, else that of what was
/// sent from here, else that of the earliest one that matched by itself. It depends on what is there and not on the order in which it came.
/// </summary>
public static class ThreadLinks
{
    /// <summary>Says anew what all items of some conversations are about. The caller saves.</summary>
    /// <param name="db">The database, with the changes of the caller saved.</param>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="threads">The conversations.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The conversations that are about a deal.</returns>
    public static async Task<IReadOnlyCollection<string>> RelateAsync(
        this CrmDbContext db, string mailbox, IReadOnlyCollection<string> threads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (threads.Count == 0) return [];
        var items = await db.ImportedItems.Where(i => i.Mailbox == mailbox && i.ThreadKey != null && threads.Contains(i.ThreadKey)).ToListAsync(cancellationToken);
        var ids = items.Select(i => i.ActivityId).Distinct().ToList();
        var activities = await db.Activities.IgnoreQueryFilters().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellationToken);
        var elsewhere = await db.ImportedItems.Where(i => ids.Contains(i.ActivityId) && i.Mailbox != mailbox && i.SourceId != null).Select(i => new { i.ActivityId, i.Mailbox }).ToListAsync(cancellationToken);
        // of an activity in several mailboxes the first one decides
        var others = elsewhere.Where(e => string.CompareOrdinal(e.Mailbox, mailbox) < 0).Select(e => e.ActivityId).ToHashSet();
        var deciding = items.GroupBy(i => i.ThreadKey!).ToDictionary(t => t.Key, t => DecidingDeal(t, activities));
        var deals = deciding.Values.Concat(items.Select(i => i.OpportunityId)).OfType<OpportunityId>().Distinct().ToList();
        var known = await db.Opportunities.Where(o => deals.Contains(o.Id)).Select(o => new { o.Id, o.AccountId, o.TeamId }).ToDictionaryAsync(o => o.Id, cancellationToken);
        foreach (var item in items)
        {
            var activity = activities[item.ActivityId];
            if (activity.MatchReason is MatchReason.Explicit or MatchReason.OwnMessage || others.Contains(activity.Id)) continue;
            if (deciding[item.ThreadKey!] is { } deal && deal != item.OpportunityId && known.TryGetValue(deal, out var of))
                activity.Attribute(new ActivityLink(MatchReason.Thread, of.Id, of.AccountId, null, of.TeamId, []), now);
            else if (item.Reason != MatchReason.Thread)
                activity.Attribute(Own(item, activity, item.OpportunityId is { } own && known.TryGetValue(own, out var found) ? (found.Id, found.TeamId) : null), now);
        }
        return [.. deciding.Where(d => d.Value is not null).Select(d => d.Key)];
    }

    private static OpportunityId? DecidingDeal(IEnumerable<ImportedItem> thread, Dictionary<ActivityId, Activity> activities)
    {
        var inOrder = thread.OrderBy(i => i.At).ThenBy(i => i.ItemKey, StringComparer.Ordinal).ToList();
        return LastOf(inOrder, activities, MatchReason.Explicit)
            ?? LastOf(inOrder, activities, MatchReason.OwnMessage)
            ?? inOrder.Find(i => i.OpportunityId is not null)?.OpportunityId;
    }

    private static OpportunityId? LastOf(List<ImportedItem> inOrder, Dictionary<ActivityId, Activity> activities, MatchReason reason) =>
        inOrder.Select(i => activities[i.ActivityId]).LastOrDefault(a => a.MatchReason == reason && a.OpportunityId is not null)?.OpportunityId;

    private static ActivityLink Own(ImportedItem item, Activity activity, (OpportunityId Id, Domain.Teams.TeamId? Team)? deal) => new(
        item.Reason,
        deal?.Id,
        item.AccountId,
        item.Reason == MatchReason.Participant ? activity.LeadId : null,
        deal?.Team,
        item.Candidates is { Length: > 0 } candidates ? [.. candidates.Split(',').Select(c => new OpportunityId(Guid.Parse(c)))] : []);
}
