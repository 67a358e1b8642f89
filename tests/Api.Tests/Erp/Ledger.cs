using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence.Alerts;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Erp;

/// <summary>Writes into the ledger what the connector would.</summary>
internal static class Ledger
{
    /// <summary>Enters a deal and gives it up; answers with the id of the entry.</summary>
    internal static Task<string> GiveUpAsync(this CrmApi api, string deal) => api.EnterAsync(deal, async (db, sync, now) =>
    {
        sync.Begin(now, now);
        sync.Start(ErpStep.LookUp, null, now, now);
        sync.Note(ErpStep.LookUp, new ErpStepResult("REFUSED", null, 401, "Tryton refuses the log-in."), now);
        sync.GiveUp("Tryton refuses the log-in.", now);
        await db.AlertToDeadAsync(sync, now, default);
    });

    /// <summary>Enters a deal as one that the ERP has, with an invoice that is paid in part.</summary>
    internal static Task<string> SucceedAsync(this CrmApi api, string deal) => api.EnterAsync(deal, (_, sync, now) =>
    {
        sync.Begin(now, now);
        sync.Identify("7", "SO-7", "https://erp.example/#erp/model/sale.sale/7");
        sync.Succeed(120_000.50m, null, now);
        sync.TakeInvoices([new ErpInvoiceReading("9", "FP-000009", ErpInvoiceState.Posted, new DateOnly(2026, 6, 15), Cny(100), Cny(113), Cny(13), null)], "没有合同", now, now);
        return Task.CompletedTask;
    });

    private static async Task<string> EnterAsync(this CrmApi api, string deal, Func<Persistence.CrmDbContext, ErpSync, DateTimeOffset, Task> write)
    {
        Assert.True(NodeId.TryDecode(deal, out _, out var id));
        await using var db = api.Open();
        var opportunity = await db.Opportunities.SingleAsync(o => o.Id == new OpportunityId(id));
        var sync = ErpSync.Enter(CrmApi.Erp, opportunity.Id, opportunity.OwnerId, opportunity.TeamId, CrmApi.Now);
        db.ErpSyncs.Add(sync);
        await write(db, sync, CrmApi.Now);
        await db.SaveChangesAsync();
        return NodeId.Encode("ErpSync", sync.Id.Value);
    }

    private static Money Cny(decimal amount) => new(amount, "CNY");
}
