using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Erp;

/// <summary>Reads the invoices of orders whenever they are due to be read, and books what has come in on the contracts of the deals.</summary>
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
        var due = await Due(db, system).OrderBy(s => s.InvoicesDueAt).Take(Batch).Select(s => new { s.Id, s.Key }).ToListAsync(cancellationToken);
        if (due.Count == 0) return false;
        if (await system.Connector.ReadInvoicesAsync([.. due.Select(s => s.Key)], cancellationToken) is not { } read)
        {
            // this ERP shows none
            await PutOffAsync(db, system, cancellationToken);
            return false;
        }

        foreach (var entry in due) await TakeAsync(system, entry.Id, read.GetValueOrDefault(entry.Key, []), cancellationToken);
        return due.Count == Batch;
    }

    private async Task TakeAsync(ErpSystem system, ErpSyncId id, IReadOnlyList<ErpInvoiceReading> readings, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isSettled = readings.Count > 0 && readings.All(r => r.State is ErpInvoiceState.Paid or ErpInvoiceState.Cancelled);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sync = await db.ErpSyncs.SingleAsync(s => s.Id == id, cancellationToken);
        var problem = await BookAsync(db, sync, readings, now, cancellationToken);
        // what cannot be booked yet may be tomorrow, without anything new in the ERP
        sync.TakeInvoices(readings, problem, now, now + (isSettled && problem is null ? Settled : system.Options.PollInterval));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (VersionConflictException)
        {
            // somebody has recorded a payment, or retried the deal, at this moment; it is still due, and the next look finds it all again
            LogOvertaken(system.Key, sync.Key);
        }
    }

    private static async Task<string?> BookAsync(CrmDbContext db, ErpSync sync, IReadOnlyList<ErpInvoiceReading> readings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (readings.All(r => r.State == ErpInvoiceState.Cancelled || r.Paid.Amount == 0)) return null;
        var deal = await db.Opportunities.SingleAsync(o => o.Id == sync.OpportunityId, cancellationToken);
        var contract = await db.Contracts.SingleOrDefaultAsync(c => c.OpportunityId == deal.Id, cancellationToken);
        return contract is null
            ? $"Money has come in, and opportunity {deal.Number} has no contract; sign it, and payments are booked at the next look."
            : contract.Collect(sync.Connector, readings, deal, now);
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

    [LoggerMessage(Level = LogLevel.Information, Message = "The entry {Order} of {Connector} was changed by somebody else; its invoices are read again")]
    private partial void LogOvertaken(string connector, string order);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The invoices of {Connector} could not be read: {Reason}")]
    private partial void LogFailed(string connector, string reason);
}
