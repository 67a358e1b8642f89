using CrmGraph.Api.Schema;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Reviews;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Opportunities;

/// <summary>What of an opportunity is about money, and what was learned from its end.</summary>
internal static class OpportunityMoneyFields
{
    /// <summary>Adds the fields. Who is not responsible for the deal gets empty lists and null.</summary>
    internal static void AddMoneyFields(this ObjectTypeDescriptor<Opportunity> descriptor)
    {
        descriptor.List("quotes", o => o.Id, MoneyRows.Quotes, q => q.OpportunityId, [Order.ByDescending((Quote q) => q.Revision)], "The quote of the deal, all revisions, the newest first; empty for who is not responsible for the deal.");
        descriptor.List("approvals", o => o.Id, MoneyRows.Approvals, a => a.OpportunityId, [Order.ByDescending((ApprovalRequest a) => a.RequestedAt), Order.ByDescending((ApprovalRequest a) => a.Id)], "The approvals that were asked for, the newest first; empty for who is not responsible for the deal.");
        descriptor.Reference<Opportunity, Contract, OpportunityId>("contract", o => o.Id, MoneyRows.Contracts, c => c.OpportunityId, "What was signed; null for who is not responsible for the deal.", nullable: true);
        descriptor.Reference<Opportunity, WinLossReview, OpportunityId>("review", o => o.Id, MoneyRows.Reviews, r => r.OpportunityId, "What was learned from how the deal ended.", nullable: true);
        descriptor.Reference<Opportunity, SatisfactionSurvey, OpportunityId>("survey", o => o.Id, MoneyRows.Surveys, s => s.OpportunityId, "How satisfied the customer is; there from the moment that the deal is first won or lost.", nullable: true);
    }
}
