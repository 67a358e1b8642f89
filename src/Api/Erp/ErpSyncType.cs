using CrmGraph.Api.Schema;
using CrmGraph.Domain.Erp;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Erp;

internal sealed class ErpSyncType : ObjectType<ErpSync>
{
    protected override void Configure(ObjectTypeDescriptor<ErpSync> descriptor)
    {
        descriptor.Description("A won deal in the ledger of an ERP: what was tried, what came of it, and what the ERP has. One deal is one order there.");
        descriptor.Node(s => s.Id, ErpRows.Syncs);
        descriptor.Field(s => s.Connector);
        descriptor.Reference("opportunity", s => s.OpportunityId, MoneyRows.Deals, o => o.Id, "The deal.");
        descriptor.Field(s => s.Key);
        descriptor.Field(s => s.Status);
        descriptor.Field(s => s.Step);
        descriptor.Field(s => s.ExternalId);
        descriptor.Field(s => s.ExternalNumber);
        descriptor.Field(s => s.ExternalUrl).Type("URL");
        descriptor.Field(s => s.ExternalTotal);
        descriptor.Field(s => s.Attempts);
        descriptor.Field(s => s.LastError);
        descriptor.Field(s => s.LastAttemptAt);
        descriptor.Field(s => s.NextAttemptAt);
        descriptor.Field(s => s.CreatedAt);
        descriptor.Field(s => s.SyncedAt);
        descriptor.Field(s => s.InvoicesReadAt);
        descriptor.Field(s => s.PaymentProblem);
        descriptor.List("steps", s => s.Id, ErpRows.Steps, s => s.ErpSyncId, [Order.By((ErpSyncStep s) => s.Sequence)], "What was done, oldest first; nothing of it is ever rewritten.");
        descriptor.List("invoices", s => s.Id, ErpRows.Invoices, i => i.ErpSyncId, [Order.By((ErpInvoice i) => i.InvoicedOn), Order.By((ErpInvoice i) => i.ExternalId)], "The invoices of the order as the ERP last showed them.");
    }
}

internal sealed class ErpSyncStepType : ObjectType<ErpSyncStep>
{
    protected override void Configure(ObjectTypeDescriptor<ErpSyncStep> descriptor)
    {
        descriptor.Field(s => s.Sequence);
        descriptor.Field(s => s.Attempt);
        descriptor.Field(s => s.Step);
        descriptor.Field(s => s.At);
        descriptor.Field(s => s.Outcome);
        descriptor.Field(s => s.RequestHash);
        descriptor.Field(s => s.StatusCode);
        descriptor.Field(s => s.Note);
    }
}

internal sealed class ErpInvoiceType : ObjectType<ErpInvoice>
{
    protected override void Configure(ObjectTypeDescriptor<ErpInvoice> descriptor)
    {
        descriptor.Field(i => i.ExternalId);
        descriptor.Field(i => i.Number);
        descriptor.Field(i => i.State);
        descriptor.Field(i => i.InvoicedOn);
        descriptor.Field(i => i.Net);
        descriptor.Field(i => i.Total);
        descriptor.Field(i => i.Paid);
        descriptor.Field(i => i.PaidOn);
    }
}
