using CrmGraph.Api.Schema;
using CrmGraph.Domain.Quotes;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Quotes;

internal sealed class QuoteType : ObjectType<Quote>
{
    protected override void Configure(ObjectTypeDescriptor<Quote> descriptor)
    {
        descriptor.Node(q => q.Id, MoneyRows.Quotes);
        descriptor.Field(q => q.Version);
        descriptor.Field(q => q.Number);
        descriptor.Field(q => q.Revision);
        descriptor.Field(q => q.Status);
        descriptor.Reference("opportunity", q => q.OpportunityId, MoneyRows.Deals, o => o.Id, "The deal that the quote is for.");
        descriptor.List("lines", q => q.Id, MoneyRows.QuoteLines, l => l.QuoteId, [Order.By((QuoteLine l) => l.Position)], "What is offered, in order.");
        descriptor.Field(q => q.DiscountPercent);
        descriptor.Field(q => q.Subtotal);
        descriptor.Field(q => q.Discount);
        descriptor.Field(q => q.Total);
        descriptor.Field(q => q.ValidUntil);
        descriptor.Reference("approval", q => q.ApprovalId, MoneyRows.Approvals, a => a.Id, "The approval that was asked for, the latest one; null if none was, or if it is void because the quote was changed.");
        descriptor.Reference("createdBy", q => q.CreatedById, AllRows.Users, u => u.Id, "Who wrote the quote.");
        descriptor.Field(q => q.CreatedAt);
        descriptor.Field(q => q.UpdatedAt);
        descriptor.Field(q => q.SentOn);
        descriptor.Field(q => q.RespondedOn);
        descriptor.Field(q => q.ResponseComment);
    }
}

internal sealed class QuoteLineType : ObjectType<QuoteLine>
{
    protected override void Configure(ObjectTypeDescriptor<QuoteLine> descriptor)
    {
        descriptor.Field(l => l.Product);
        descriptor.Field(l => l.Sku);
        descriptor.Field(l => l.Quantity);
        descriptor.Field(l => l.UnitPrice);
        descriptor.Field(l => l.DiscountPercent);
        descriptor.Field(l => l.Total);
    }
}
