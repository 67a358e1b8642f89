using CrmGraph.Api.Hosting;
using CrmGraph.Api.Quotes;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Approvals;

/// <summary>Asks for approvals and decides about them.</summary>
internal static class ApprovalMutations
{
    /// <summary>
    /// Decides the next step of a request. Only somebody of the step's role above the owner of the opportunity, or an ADMIN, can do so,
    /// and neither who asked nor who owns the opportunity.
    /// </summary>
    /// <param name="input">The request and the decision.</param>
    [Needs(Resource.Approval, Access.Change)]
    public static async Task<ApprovalPayload> DecideApproval(
        DecideApprovalInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var approval = await db.Approvals.VisibleTo(caller, db).FindAsync(a => a.Id == input.ApprovalId, "approvalId", "approval", cancellationToken);
        var deal = await db.Opportunities.AsNoTracking().SingleAsync(o => o.Id == approval.OpportunityId, cancellationToken);
        caller.Require(Resource.Approval, Access.Change, deal.OwnerId, deal.TeamId);
        approval.Decide(input.Decision, new Approver(caller.UserId, caller.Role, IsAboveOwner: true), deal, input.Comment, now);
        if (approval.QuoteId is { } quoteId) (await db.Quotes.SingleAsync(q => q.Id == quoteId, cancellationToken)).Follow(approval, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ApprovalPayload(approval);
    }

    /// <summary>
    /// Asks that an open opportunity may go on, for stages that need an approval. Those decide whom its amount calls for by the policies
    /// in force, or else the next above its owner.
    /// </summary>
    /// <param name="input">The opportunity and why.</param>
    [Needs(Resource.Approval, Access.Create)]
    public static async Task<ApprovalPayload> RequestApproval(
        RequestApprovalInput input, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var deal = await db.Opportunities.VisibleTo(caller).AsNoTracking().FindAsync(o => o.Id == input.OpportunityId, "opportunityId", "opportunity", cancellationToken);
        caller.Require(Resource.Approval, Access.Create, deal.OwnerId, deal.TeamId);
        if (!deal.IsOpen) throw new DomainException(ErrorCode.InvalidState, $"Opportunity {deal.Number} is {deal.Status.ApiName()}; only an open one can be approved.");
        if (await db.Approvals.AnyAsync(a => a.OpportunityId == deal.Id && a.QuoteId == null && a.Status == ApprovalStatus.Pending, cancellationToken))
            throw new DomainException(ErrorCode.InvalidState, $"An approval of opportunity {deal.Number} is waited for already.");
        var ownerRole = await db.Users.Where(u => u.Id == deal.OwnerId).Select(u => u.Role).SingleAsync(cancellationToken);
        var need = await db.ApprovalNeedAsync(deal, ownerRole, input.Reason, organisation, now, cancellationToken);
        var approval = ApprovalRequest.Ask(deal, null, need, caller.UserId, now);
        db.Approvals.Add(approval);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ApprovalPayload(approval);
    }

    /// <summary>Lays down, or replaces, a policy by which quotes have to be approved. Requests that have been made stay as they are.</summary>
    /// <param name="input">The policy.</param>
    [Needs(Resource.Setting, Access.Change)]
    public static async Task<ApprovalPolicy> SaveApprovalPolicy(
        SaveApprovalPolicyInput input, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Setting, Access.Change);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var policy = input.Id is { } id ? await db.ApprovalPolicies.FindAsync(p => p.Id == id, "id", "approval policy", cancellationToken) : null;
        policy?.RequireVersion(input.Version);
        var rules = input.Rules.Select(r => new NewApprovalRule(r.TotalAbove, r.DiscountAbovePercent, r.ApproverRoles)).ToList();
        var isActive = input.IsActive ?? true;
        if (policy is null) db.ApprovalPolicies.Add(policy = ApprovalPolicy.Create(input.Name, isActive, organisation.Currency, rules, time.GetUtcNow()));
        else policy.Rewrite(input.Name, isActive, organisation.Currency, rules);
        if (await db.ApprovalPolicies.AnyAsync(p => p.Name == policy.Name && p.Id != policy.Id, cancellationToken))
            throw Guard.Invalid("name", $"There is another policy '{policy.Name}'; choose another name.");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return policy;
    }
}
