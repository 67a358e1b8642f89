using CrmGraph.Domain.Activities;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>A meeting of a calendar that is over counts as held, as one does that is over already when it comes in.</summary>
internal static class PastMeetings
{
    /// <summary>Completes what is over at its end. The caller has begun a transaction, and has no changes that are not saved.</summary>
    internal static async Task CompleteAsync(CrmDbContext db, SyncSource calendar, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = await (
            from i in db.ImportedItems
            where i.SourceId == calendar.Id && i.At <= now
            join a in db.Activities on i.ActivityId equals a.Id
            where a.CompletedAt == null && a.DueAt == null && a.Kind != ActivityKind.Task && (a.EndAt ?? a.StartAt) <= now
            select a).ToListAsync(cancellationToken);
        if (over.Count == 0) return;
        foreach (var meeting in over) meeting.Complete(null, meeting.EndAt ?? meeting.StartAt, now);
        await db.SaveChangesAsync(cancellationToken);
        await db.TouchDealsAsync(over, cancellationToken);
    }

    /// <summary>Notes at the deals when something last took place about them. This is no change of a deal itself: its version stays.</summary>
    internal static async Task TouchDealsAsync(this CrmDbContext db, IEnumerable<Activity> activities, CancellationToken cancellationToken)
    {
        var last = activities.Where(a => a is { OpportunityId: not null, CompletedAt: not null, WithdrawnAt: null }).GroupBy(a => a.OpportunityId!.Value, a => a.CompletedAt!.Value);
        foreach (var deal in last)
        {
            DateTimeOffset? at = deal.Max();
            await db.Opportunities.Where(o => o.Id == deal.Key && (o.LastActivityAt == null || o.LastActivityAt < at)).ExecuteUpdateAsync(o => o.SetProperty(x => x.LastActivityAt, at), cancellationToken);
        }
    }
}
