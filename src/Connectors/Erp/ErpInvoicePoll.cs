using CrmGraph.Domain.Erp;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Erp;

/// <summary>Reads the invoices of orders, and what has come in for them, whenever they are due to be read.</summary>
internal sealed partial class ErpInvoicePoll(IDbContextFactory<CrmDbContext> databases, TimeProvider time, ILogger<ErpInvoicePoll> log)
{
    private const int Batch = 100;

    // an order that is invoiced and paid seldom gets another invoice
    private static readonly TimeSpan Settled = TimeSpan.FromDays(1);

    /// <summary>Reads what is due now; a failure is written into the log and tried again after the next interval.</summary>
    internal async Task RunAsync(ErpSystem system, CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadAsync(system, cancellationToken))
            {
            }
        }
        catch (ErpException failure)
        {
            LogFailed(system.Key, failure.Message);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await PutOffAsync(db, system, cancellationToken);
        }
    }

    private async Task<bool> ReadAsync(ErpSystem system, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await Due(db, system).OrderBy(s => s.InvoicesDueAt).Take(Batch).ToListAsync(cancellationToken);
        if (due.Count == 0) return false;
        if (await system.Connector.ReadInvoicesAsync([.. due.Select(s => s.Key)], cancellationToken) is not { } read)
        {
            // this ERP shows none
            await PutOffAsync(db, system, cancellationToken);
            return false;
        }

        var now = time.GetUtcNow();
        foreach (var sync in due)
        {
            var readings = read.GetValueOrDefault(sync.Key, []);
            var isSettled = readings.Count > 0 && readings.All(r => r.State is ErpInvoiceState.Paid or ErpInvoiceState.Cancelled);
            sync.TakeInvoices(readings, null, now, now + (isSettled ? Settled : system.Options.PollInterval));
        }

        await db.SaveChangesAsync(cancellationToken);
        return due.Count == Batch;
    }

    private IQueryable<ErpSync> Due(CrmDbContext db, ErpSystem system)
    {
        var now = time.GetUtcNow();
        return db.ErpSyncs.Where(s => s.Connector == system.Key && s.Status == ErpSyncStatus.Synced && s.InvoicesDueAt <= now);
    }

    private async Task PutOffAsync(CrmDbContext db, ErpSystem system, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = time.GetUtcNow() + system.Options.PollInterval;
        await Due(db, system).ExecuteUpdateAsync(s => s.SetProperty(x => x.InvoicesDueAt, next), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The invoices of {Connector} could not be read: {Reason}")]
    private partial void LogFailed(string connector, string reason);
}
