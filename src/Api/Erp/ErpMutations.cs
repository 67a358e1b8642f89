using CrmGraph.Api.Schema;
using CrmGraph.Connectors.Erp;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Erp;

/// <summary>What operators do with the ledger.</summary>
internal static class ErpMutations
{
    /// <summary>
    /// Tries to bring a won deal into its ERP again, now. The order is looked up by its key first, so that asking too often does no harm. One
    /// that the ERP has, or that is on its way, is refused with INVALID_STATE.
    /// </summary>
    /// <param name="input">The entry of the ledger.</param>
    [Needs(Resource.ErpSync, Access.Change)]
    public static async Task<ErpSyncPayload> RetryErpSync(
        RetryErpSyncInput input, Caller caller, CrmDbContext db, ErpDirectory systems, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var sync = await db.ErpSyncs.VisibleTo(caller, db).FindAsync(s => s.Id == input.Id, "id", "entry in the ledger of an ERP", cancellationToken);
        var deal = await db.Opportunities.AsNoTracking().Select(o => new { o.Id, o.OwnerId, o.TeamId }).SingleAsync(o => o.Id == sync.OpportunityId, cancellationToken);
        caller.Require(Resource.ErpSync, Access.Change, deal.OwnerId, deal.TeamId);
        if (systems.Find(sync.Connector) is null)
            throw new DomainException(ErrorCode.InvalidState, $"The ERP {sync.Connector} is not in the configuration any more; nobody would try.");
        sync.Retry(time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ErpSyncPayload(sync);
    }
}

/// <summary>An entry of the ledger that is tried again.</summary>
/// <param name="Id">The entry.</param>
internal sealed record RetryErpSyncInput(ErpSyncId Id);

/// <summary>What a mutation of the ledger answers with.</summary>
/// <param name="Sync">The entry; null if the mutation was refused.</param>
internal sealed record ErpSyncPayload(ErpSync Sync);
