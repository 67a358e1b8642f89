using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Funnels;

/// <summary>What a recount found.</summary>
/// <param name="Deals">How many deals were counted.</param>
/// <param name="Cells">How many cells there are now.</param>
/// <param name="Differences">How many cells had been wrong, missing or too many.</param>
public sealed record FunnelRecountResult(int Deals, int Cells, int Differences);

/// <summary>Counts the funnel anew from the deals and their histories, and puts the result in place of the sums kept up to date.</summary>
public static class FunnelRecount
{
    private const int DealsAtOnce = 5000;
    private const int CellsAtOnce = 200_000;

    /// <summary>Whether there are deals and no sums, as in a database from before there were sums.</summary>
    public static async Task<bool> IsFunnelMissingAsync(this CrmDbContext db, CancellationToken cancellationToken) =>
        !await db.FunnelCells.AnyAsync(cancellationToken) && await db.Opportunities.AnyAsync(o => EF.Property<StageId?>(o, FunnelColumns.FurthestStageId) == null, cancellationToken);

    /// <summary>Counts everything anew in one transaction, during which nobody else can write.</summary>
    public static async Task<FunnelRecountResult> RecountFunnelAsync(this CrmDbContext db, CancellationToken cancellationToken)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.BeginAsync(cancellationToken) : null;
        await DatabaseDialect.Of(db).LockWritersOutAsync(db, nameof(CrmDbContext.Opportunities), cancellationToken);
        await db.FoldFunnelAsync(cancellationToken);
        var sql = DatabaseDialect.Of(db).Funnel;
        var isFirst = !await db.FunnelCells.AnyAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync(sql.CopyColumns, cancellationToken);
        var target = isFirst ? nameof(CrmDbContext.FunnelCells) : sql.Recounted;
        if (!isFirst) await db.Database.ExecuteSqlRawAsync(sql.MakeRecounted, cancellationToken);
        var deals = await CountAsync(db, target, cancellationToken);
        var differences = 0;
        if (!isFirst)
        {
            differences = await db.Database.SqlQueryRaw<int>(sql.CountDifferences).SingleAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync(sql.TakeRecounted, cancellationToken);
        }

        var cells = await db.FunnelCells.CountAsync(cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
        return new FunnelRecountResult(deals, cells, isFirst ? cells : differences);
    }

    private static async Task<int> CountAsync(CrmDbContext db, string table, CancellationToken cancellationToken)
    {
        var furthest = FurthestStage.Of(await db.Stages.AsNoTracking().ToListAsync(cancellationToken));
        var ledger = new FunnelLedger();
        var (count, last) = (0, default(OpportunityId));
        while (true)
        {
            var deals = await NextAsync(db, last, cancellationToken);
            if (deals.Count == 0) break;
            var first = last;
            (count, last) = (count + deals.Count, deals[^1].Id);
            var changes = await ChangesAsync(db, first, last, cancellationToken);
            foreach (var deal in deals) ledger.Add(deal.Standing(changes[deal.Id], furthest));
            await KeepFurthestAsync(db, deals, changes, furthest, cancellationToken);
            if (ledger.Count > CellsAtOnce) await ledger.FlushAsync(db, table, cancellationToken);
        }

        await ledger.FlushAsync(db, table, cancellationToken);
        return count;
    }

    private static Task<List<CountedDeal>> NextAsync(CrmDbContext db, OpportunityId after, CancellationToken cancellationToken) => db.Opportunities
        .AsNoTracking()
        .Where(o => o.Id.CompareTo(after) > 0)
        .OrderBy(o => o.Id)
        .Take(DealsAtOnce)
        .Select(CountedDeal.Columns)
        .ToListAsync(cancellationToken);

    private static async Task<ILookup<OpportunityId, CountedChange>> ChangesAsync(CrmDbContext db, OpportunityId after, OpportunityId last, CancellationToken cancellationToken)
    {
        var changes = await db.StageChanges.AsNoTracking()
            .Where(c => c.OpportunityId.CompareTo(after) > 0 && c.OpportunityId.CompareTo(last) <= 0)
            .OrderBy(c => c.OpportunityId).ThenBy(c => c.Sequence)
            .Select(CountedChange.Columns)
            .ToListAsync(cancellationToken);
        return changes.ToLookup(c => c.OpportunityId);
    }

    private static async Task KeepFurthestAsync(
        CrmDbContext db, List<CountedDeal> deals, ILookup<OpportunityId, CountedChange> changes, FurthestStage furthest, CancellationToken cancellationToken)
    {
        var wrong = deals
            .Select(d => (d.Id, Kept: d.FurthestStageId, Furthest: furthest.Of(changes[d.Id].Select(c => c.ToStageId), d.LastOpenStageId)))
            .Where(d => d.Kept != d.Furthest)
            .GroupBy(d => d.Furthest);
        foreach (var group in wrong)
        {
            var (stage, ids) = (group.Key, group.Select(d => d.Id).ToList());
            await db.Opportunities
                .Where(o => ids.Contains(o.Id))
                .ExecuteUpdateAsync(o => o.SetProperty(x => EF.Property<StageId?>(x, FunnelColumns.FurthestStageId), stage), cancellationToken);
        }
    }
}
