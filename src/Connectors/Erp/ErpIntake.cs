using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Events;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Erp;

/// <summary>
/// Enters won deals into the ledger. The entries and the position in the event log are written in one transaction, and the position moves
/// only from where it was read: each won deal is entered once, and none is passed over.
/// </summary>
internal sealed class ErpIntake(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    private const int Batch = 200;

    private static readonly EventType[] Wanted = [EventType.OpportunityWon];

    /// <summary>Has an ERP begin where the log ends now, if it has never been seen before.</summary>
    internal async Task StartAsync(ErpSystem system, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.ReaderPositionAsync(system.Reader, cancellationToken) is not null) return;
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        await db.StartReaderAsync(system.Reader, bounds.Last, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Enters what has been won since the last call.</summary>
    /// <returns>Whether there may be more.</returns>
    internal async Task<bool> TakeInAsync(ErpSystem system, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.ReaderPositionAsync(system.Reader, cancellationToken) is not { } position) return false;
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        if (position >= bounds.Last) return false;

        await using var transaction = await db.BeginAsync(cancellationToken);
        var events = await db.ReadEventsAsync(Math.Max(position, bounds.Floor), bounds.Last, Wanted, Batch, cancellationToken);
        var last = events.Count == Batch ? events[^1].Position : bounds.Last;
        if (!await db.MoveReaderAsync(system.Reader, position, last, time.GetUtcNow(), cancellationToken)) return true;
        await EnterAsync(db, system.Key, [.. events.Select(e => new OpportunityId(e.SubjectId)).Distinct()], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return last < bounds.Last;
    }

    private async Task EnterAsync(CrmDbContext db, string connector, OpportunityId[] won, CancellationToken cancellationToken)
    {
        if (won.Length == 0) return;
        var now = time.GetUtcNow();
        var known = await db.ErpSyncs.Where(s => s.Connector == connector && won.Contains(s.OpportunityId)).ToListAsync(cancellationToken);
        // reopened and won again: it stays one order
        foreach (var sync in known) sync.WinAgain(now);
        var fresh = won.Except(known.Select(s => s.OpportunityId)).ToList();
        var deals = await db.Opportunities.AsNoTracking().Where(o => fresh.Contains(o.Id)).Select(o => new { o.Id, o.OwnerId, o.TeamId }).ToListAsync(cancellationToken);
        db.ErpSyncs.AddRange(deals.Select(d => ErpSync.Enter(connector, d.Id, d.OwnerId, d.TeamId, now)));
        await db.SaveChangesAsync(cancellationToken);
    }
}
