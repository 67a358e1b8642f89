using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Approvals;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Approvals;

internal sealed class ApprovalRequestType : ObjectType<ApprovalRequest>
{
    protected override void Configure(ObjectTypeDescriptor<ApprovalRequest> descriptor)
    {
        descriptor.Node(a => a.Id, MoneyRows.Approvals);
        descriptor.Field(a => a.Version);
        descriptor.Field(a => a.Status);
        descriptor.Field(a => a.Reason);
        descriptor.NodeReference(
            "subject",
            a => a.QuoteId == null ? "Opportunity" : "Quote",
            a => a.QuoteId == null ? a.OpportunityId.Value : a.QuoteId.Value.Value,
            "What has to be approved: a quote, or an opportunity.",
            nullable: false);
        descriptor.Reference("opportunity", a => a.OpportunityId, MoneyRows.Deals, o => o.Id, "The deal that it is about.");
        descriptor.Field(a => a.WaitingFor);
        descriptor.Reference("requestedBy", a => a.RequestedById, AllRows.Users, u => u.Id, "Who asked.");
        descriptor.Field(a => a.RequestedAt);
        descriptor.Field(a => a.EndedAt);
        descriptor.AddField(types => new OutputField(
            "steps", new NonNullType(new ListType(new NonNullType(types.ObjectTypeOf(typeof(ApprovalStep))))), description: "The decisions to be made, in order.")
        {
            Resolver = new StepsResolver(),
        });
    }

    /// <summary>One statement reads the steps of all requests; those of a request that is not stored are at hand.</summary>
    private sealed class StepsResolver : BatchResolver
    {
        internal StepsResolver() => Requirements = [(Expression<Func<ApprovalRequest, ApprovalRequestId>>)(a => a.Id)];

        public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            ApprovalRequestId[] missing = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Parent(i) is not ApprovalRequest).Select(i => batch.Required<ApprovalRequestId>(i, 0)).Distinct()];
            var steps = missing.Length == 0 ? [] : await AllRows.Db(batch.Services).ApprovalSteps.AsNoTracking().Where(s => missing.Contains(s.RequestId)).ToListAsync(cancellationToken);
            var stepsOf = steps.ToLookup(s => s.RequestId);
            for (var i = 0; i < batch.Count; i++)
            {
                var known = batch.Parent(i) is ApprovalRequest request ? request.Steps : stepsOf[batch.Required<ApprovalRequestId>(i, 0)];
                batch.SetResult(i, known.OrderBy(s => s.Position).ToList());
            }
        }
    }
}

internal sealed class ApprovalStepType : ObjectType<ApprovalStep>
{
    protected override void Configure(ObjectTypeDescriptor<ApprovalStep> descriptor)
    {
        descriptor.Reference("approver", s => s.ApproverId, AllRows.Users, u => u.Id, "Who has decided; null as long as nobody has.");
        descriptor.Field(s => s.ApproverRole);
        descriptor.Field(s => s.Status);
        descriptor.Field(s => s.Comment);
        descriptor.Field(s => s.DecidedAt);
    }
}

internal sealed class ApprovalPolicyType : ObjectType<ApprovalPolicy>
{
    protected override void Configure(ObjectTypeDescriptor<ApprovalPolicy> descriptor)
    {
        descriptor.Node(p => p.Id, MoneyRows.ApprovalPolicies);
        descriptor.Field(p => p.Version);
        descriptor.Field(p => p.Name);
        descriptor.Field(p => p.IsActive);
        descriptor.Field(p => p.Currency).Type("CurrencyCode!");
        descriptor.List("rules", p => p.Id, MoneyRows.ApprovalRules, r => r.PolicyId, [Order.By((ApprovalRule r) => r.Position)], "The rules, in order.");
    }
}

internal sealed class ApprovalRuleType : ObjectType<ApprovalRule>
{
    protected override void Configure(ObjectTypeDescriptor<ApprovalRule> descriptor)
    {
        descriptor.Field(r => r.TotalAbove);
        descriptor.Field(r => r.DiscountAbovePercent);
        descriptor.Field(r => r.ApproverRoles);
    }
}
