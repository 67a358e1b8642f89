using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Funnels;

/// <summary>Folds entries into cells. No sum changes by it: what leaves the entries arrives in the cells in the same transaction.</summary>
public static class FunnelFold
{
    private const int Batch = 1000;

    /// <summary>Folds whatever is there, in short transactions between which other writers get their turn.</summary>
    /// <returns>How many entries were folded.</returns>
    public static async Task<int> FoldFunnelAsync(this CrmDbContext db, CancellationToken cancellationToken)
    {
        var folded = 0;
        while (true)
        {
            // a look without a transaction: mostly there is nothing to do, and then no writer has to wait
            if (!await db.FunnelEntries.AnyAsync(cancellationToken)) return folded;
            var count = await FoldSomeAsync(db, cancellationToken);
            folded += count;
            if (count < Batch) return folded;
        }
    }

    private static async Task<int> FoldSomeAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.BeginAsync(cancellationToken) : null;
        // who else folds waits, and then finds what is left
        await DatabaseDialect.Of(db).LockWritersOutAsync(db, nameof(CrmDbContext.FunnelCells), cancellationToken);
        var entries = await db.FunnelEntries.AsNoTracking().OrderBy(e => e.Id).Take(Batch).ToListAsync(cancellationToken);
        var ledger = new FunnelLedger();
        foreach (var entry in entries)
        {
            ledger.Add(
                new DealPlace(entry.PipelineId, entry.Day, entry.TeamId, entry.OwnerId, entry.SourceId),
                new FunnelPart(entry.Figure, entry.StageId, entry.ReasonId, entry.Currency, entry.Bucket),
                new FunnelTally(entry.Count, entry.Amount, entry.Expected, entry.Milliseconds));
        }

        await ledger.FlushAsync(db, nameof(CrmDbContext.FunnelCells), cancellationToken);
        // exactly these: others may have been added meanwhile
        var folded = entries.ConvertAll(e => e.Id);
        await db.FunnelEntries.Where(e => folded.Contains(e.Id)).ExecuteDeleteAsync(cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
        return entries.Count;
    }
}
