using CrmGraph.Api.Schema;
using CrmGraph.Domain.Erp;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Erp;

/// <summary>Where fields get the ledger of ERPs from: what <see cref="MoneyVisibility"/> leaves of it.</summary>
internal static class ErpRows
{
    /// <summary>Reached through their entry.</summary>
    internal static readonly QuerySource<ErpSyncStep> Steps = static (services, _) => AllRows.Db(services).Set<ErpSyncStep>();

    /// <summary>Reached through their entry.</summary>
    internal static readonly QuerySource<ErpInvoice> Invoices = static (services, _) => AllRows.Db(services).ErpInvoices;

    internal static IQueryable<ErpSync> Syncs(IServiceProvider services, RequestContext request)
    {
        var db = AllRows.Db(services);
        return db.ErpSyncs.VisibleTo(request.Caller<Caller>(), db);
    }
}
