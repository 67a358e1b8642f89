using System.Text.Encodings.Web;
using System.Text.Json;
using CrmGraph.Api.Reports;
using CrmGraph.Connectors.Erp;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Errors;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Erp;

/// <summary>What became of won deals in ERPs.</summary>
[QueryType]
internal static class ErpQueries
{
    // Chinese as it is: people read the payload
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static SchemaBuilder AddErp(this SchemaBuilder schema) => schema
        .AddObjectType<ErpSyncType>()
        .AddObjectType<ErpSyncStepType>()
        .AddObjectType<ErpInvoiceType>()
        .AddObjectType<ErpDifferenceType>()
        .Connection("erpSyncs", ErpRows.Syncs, "The entries of the ledgers of all ERPs that the caller sees, the newest first.", Order.ByDescending((ErpSync s) => s.CreatedAt))
        .AddQueryType(typeof(ErpQueries))
        .AddMutationType(typeof(ErpMutations));

    /// <summary>Adds the field to the opportunity.</summary>
    internal static void AddErpFields(this ObjectTypeDescriptor<Opportunity> descriptor) => descriptor.List(
        "erpSyncs", o => o.Id, ErpRows.Syncs, s => s.OpportunityId, [Order.By((ErpSync s) => s.Connector)],
        "What became of the won deal in each ERP; empty for who is not responsible for the deal.");

    /// <summary>Exactly what would be sent to the ERP, and what it would refuse, without sending. Ids that only the ERP knows are named by what they are found by.</summary>
    /// <param name="opportunityId">The deal; it need not be won yet.</param>
    /// <param name="connector">The key of the ERP.</param>
    public static async Task<ErpPreview> ErpPreview(OpportunityId opportunityId, string connector, Caller caller, CrmDbContext db, ErpDirectory systems, CancellationToken cancellationToken)
    {
        var deal = await db.Opportunities.AsNoTracking().VisibleTo(caller).Where(o => o.Id == opportunityId).Select(o => new { o.OwnerId, o.TeamId }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new GraphQLException("NOT_FOUND", "There is no such opportunity.");
        if (!caller.Reaches(Resource.ErpSync, Access.Read, deal.OwnerId, deal.TeamId))
            throw new GraphQLException(ErrorCodes.Forbidden, "Only those responsible for the deal may see what an ERP gets.");
        var system = Find(systems, connector);
        var (order, problems) = await ErpOrders.ReadAsync(db, opportunityId, cancellationToken) ?? throw new GraphQLException("NOT_FOUND", "There is no such opportunity.");
        var plan = system.Connector.Plan(order);
        return new ErpPreview(connector, JsonSerializer.SerializeToElement(plan.Payload, Readable), [.. problems.Concat(plan.Problems).Select(p => Blocker.OfTransfer(p.Code, p.Message))]);
    }

    /// <summary>
    /// Compares the deals that were won in a period with what an ERP has of them at this moment: it is asked for every order and invoice.
    /// For callers who see the ledger of all deals.
    /// </summary>
    /// <param name="connector">The key of the ERP.</param>
    /// <param name="period">The days on which the deals were won (UTC).</param>
    public static async Task<ErpReconciliation> ErpReconciliation(
        string connector, PeriodInput period, Caller caller, CrmDbContext db, ErpDirectory systems, TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller.ScopeOf(Resource.ErpSync, Access.Read) != Scope.All) throw new GraphQLException(ErrorCodes.Forbidden, "Your role does not see the orders of all deals.");
        period.Check();
        var system = Find(systems, connector);
        if (!system.Connector.IsEnabled) throw new GraphQLException(ErrorCodes.BadUserInput, $"The ERP {connector} is disabled in the configuration.");
        try
        {
            return await new ErpComparison(db, system).RunAsync(period, time.GetUtcNow(), cancellationToken);
        }
        catch (ErpException failure)
        {
            throw new GraphQLException("CONNECTOR_UNAVAILABLE", failure.Message);
        }
    }

    private static ErpSystem Find(ErpDirectory systems, string key) => systems.Find(key)
        ?? throw new GraphQLException("NOT_FOUND", $"There is no ERP '{key}' in the configuration; the field connectors lists them.");
}

/// <summary>What an ERP would get.</summary>
/// <param name="Connector">The key of the ERP.</param>
/// <param name="Payload">The requests, without secrets.</param>
/// <param name="Problems">What keeps the deal from being sent; empty if nothing does. The criterion is <c>erp:</c> and a stable code.</param>
internal sealed record ErpPreview(string Connector, JsonElement Payload, IReadOnlyList<Blocker> Problems);
