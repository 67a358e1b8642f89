using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Sync;

/// <summary>How those connectors are that read other systems, with their parts.</summary>
internal sealed class SyncReporter(IEnumerable<ISyncConnector> connectors, TimeProvider time) : IConnectorReporter
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Connector>> ReadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var all = connectors.ToList();
        if (all.Count == 0) return [];
        var sources = await db.SyncSources.AsNoTracking().ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return [.. all.Select(c => Report(c, [.. sources.Where(s => s.Connector == c.Key).OrderBy(s => s.Account, StringComparer.Ordinal).ThenBy(s => s.Kind, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)], now))];
    }

    private static Connector Report(ISyncConnector connector, List<SyncSource> sources, DateTimeOffset now)
    {
        var failed = sources.Find(s => s.LastError is not null);
        var health = !connector.IsEnabled ? "DISABLED" : failed is not null ? "FAILING" : "OK";
        return new Connector(connector.Key, connector.Kind, connector.IsEnabled, health, sources.Max(s => s.LastSyncAt), sources.Count(s => s.BehindSince is not null), failed?.LastError)
        {
            Sources = sources.ConvertAll(s => new ConnectorSource(
                s.Kind == s.Name ? $"{s.Account} {s.Kind}" : $"{s.Account} {s.Kind} {s.Name}",
                s.State,
                s.State == SyncState.Throttled ? s.Until : null,
                Count(s.Seen),
                Count(s.Stored),
                Count(s.Skipped),
                s.BehindSince is { } since && now > since ? now - since : TimeSpan.Zero,
                s.LastSyncAt,
                s.LastError)),
        };
    }

    private static int Count(long items) => (int)Math.Min(items, int.MaxValue);
}
