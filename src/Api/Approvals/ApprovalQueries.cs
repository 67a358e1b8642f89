using CrmGraph.Api.Schema;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Approvals;

/// <summary>Requests for approval, and the policies behind them.</summary>
[QueryType]
internal static class ApprovalQueries
{
    private const int Most = 500;

    internal static SchemaBuilder AddApprovals(this SchemaBuilder schema) => schema
        .AddObjectType<ApprovalRequestType>()
        .AddObjectType<ApprovalStepType>()
        .AddObjectType<ApprovalPolicyType>()
        .AddObjectType<ApprovalRuleType>()
        .AddQueryType(typeof(ApprovalQueries))
        .ListField("approvalPolicies", MoneyRows.ApprovalPolicies, "Which quotes have to be approved by whom, by name.", Order.By((ApprovalPolicy p) => p.Name), Order.By((ApprovalPolicy p) => p.Id))
        .AddMutationType(typeof(ApprovalMutations));

    /// <summary>The newest 500 requests for approval about deals that the caller is responsible for, newest first.</summary>
    /// <param name="status">Only those that stand so.</param>
    /// <param name="mine">Only those whose next decision the caller may make.</param>
    public static async Task<IReadOnlyList<ApprovalRequest>> Approvals(
        ApprovalStatus? status, bool? mine, Caller caller, CrmDbContext db, CancellationToken cancellationToken)
    {
        var approvals = db.Approvals.VisibleTo(caller, db);
        if (status is { } sought) approvals = approvals.Where(a => a.Status == sought);
        if (mine == true) approvals = Decidable(approvals, caller, db);
        return await approvals.AsNoTracking().OrderByDescending(a => a.RequestedAt).ThenByDescending(a => a.Id).Take(Most).ToListAsync(cancellationToken);
    }

    // the same as ApprovalRequest.Decide, as far as rows can tell
    private static IQueryable<ApprovalRequest> Decidable(IQueryable<ApprovalRequest> approvals, Caller caller, CrmDbContext db)
    {
        if (!caller.May(Resource.Approval, Access.Change)) return approvals.Where(_ => false);
        var (user, role) = (caller.UserId, caller.Role);
        var pending = approvals.Where(a => a.Status == ApprovalStatus.Pending && a.RequestedById != user && !db.Opportunities.Any(o => o.Id == a.OpportunityId && o.OwnerId == user));
        return role == Role.Admin ? pending : pending.Where(a => a.WaitingFor == role);
    }
}
