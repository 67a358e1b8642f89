using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Erp;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Erp;

/// <summary>How the ERPs are, by their ledgers.</summary>
internal sealed class ErpReporter(ErpDirectory systems) : IConnectorReporter
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Connector>> ReadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var counts = await db.ErpSyncs.GroupBy(s => new { s.Connector, s.Status }).Select(g => new { g.Key.Connector, g.Key.Status, Count = g.Count() }).ToListAsync(cancellationToken);
        var lines = new List<Connector>();
        foreach (var system in systems.All)
        {
            var ledger = db.ErpSyncs.Where(s => s.Connector == system.Key);
            var lastSync = await ledger.MaxAsync(s => s.SyncedAt, cancellationToken);
            var lastError = await ledger.Where(s => s.Status != ErpSyncStatus.Synced && s.LastError != null).OrderByDescending(s => s.LastAttemptAt).Select(s => s.LastError).FirstOrDefaultAsync(cancellationToken);
            var own = counts.Where(c => c.Connector == system.Key).ToDictionary(c => c.Status, c => c.Count);
            var health = !system.Connector.IsEnabled ? "DISABLED"
                : own.ContainsKey(ErpSyncStatus.Dead) ? "DEAD_LETTERS"
                : own.ContainsKey(ErpSyncStatus.Failed) || own.ContainsKey(ErpSyncStatus.Unknown) ? "FAILING" : "OK";
            lines.Add(new(system.Key, system.Connector.Kind, system.Connector.IsEnabled, health, lastSync, own.Where(c => c.Key != ErpSyncStatus.Synced).Sum(c => c.Value), lastError));
        }

        return lines;
    }
}
