using CrmGraph.Persistence.Deliveries;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Forgets events that nobody can ask for any more.</summary>
public static class EventLogRetention
{
    private const int Batch = 1000;

    // connectors try for less
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromDays(7);

    /// <summary>
    /// Forgets the events before a time, but none that a background reader still has to deal with. Cursors from before then are refused
    /// from now on. The newest event of each subject stays, unseen, so that its numbering goes on.
    /// </summary>
    /// <returns>How many were deleted.</returns>
    public static async Task<int> TrimEventsAsync(this CrmDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var floor = await FloorAsync(db, before, cancellationToken);
        var raised = await db.EventLogHeads
            .Where(h => h.Id == EventLogHead.OnlyId && h.Floor < floor)
            .ExecuteUpdateAsync(h => h.SetProperty(x => x.Floor, floor), cancellationToken);
        if (raised == 0) floor = (await db.ReadBoundsAsync(cancellationToken)).Floor;
        await ForgetDeliveriesAsync(db, floor, cancellationToken);
        var deleted = 0;
        while (true)
        {
            // short transactions, so that writers get their turn
            var some = await db.Events
                .Where(e => e.Position <= floor && db.Events.Any(later => later.SubjectId == e.SubjectId && later.Sequence > e.Sequence))
                .OrderBy(e => e.Position)
                .Select(e => e.Position)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            if (some.Count == 0) return deleted;
            deleted += await db.Events.Where(e => some.Contains(e.Position)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    // what was delivered cannot be replayed any more either
    private static async Task ForgetDeliveriesAsync(CrmDbContext db, long floor, CancellationToken cancellationToken)
    {
        while (true)
        {
            var some = await db.Deliveries
                .Where(d => d.Position <= floor && d.Status == DeliveryStatus.Delivered)
                .OrderBy(d => d.Position)
                .Select(d => d.Id)
                .Take(Batch)
                .ToListAsync(cancellationToken);
            if (some.Count == 0) return;
            await db.Deliveries.Where(d => some.Contains(d.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private static async Task<long> FloorAsync(CrmDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        var firstKept = await db.Events.Where(e => e.Position > bounds.Floor && e.At >= before).MinAsync(e => (long?)e.Position, cancellationToken);
        // one that has not moved for so long is a connector that is switched off; it goes on where the log begins then
        var slowest = await db.EventReaders.Where(r => r.At >= before).MinAsync(r => (long?)r.Position, cancellationToken);
        var underWay = before - LongestDelivery;
        var oldest = await db.Deliveries.Where(d => d.Status == DeliveryStatus.Pending && d.CreatedAt >= underWay).MinAsync(d => (long?)d.Position, cancellationToken);
        return Math.Min(firstKept - 1 ?? bounds.Last, Math.Min(slowest ?? long.MaxValue, oldest - 1 ?? long.MaxValue));
    }
}
