using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Api.Approvals;

/// <summary>A decision.</summary>
/// <param name="ApprovalId">The request; its next step is decided.</param>
/// <param name="Decision">APPROVED or REJECTED. A rejection ends the request.</param>
/// <param name="Comment">Why; at most 2,000 characters.</param>
internal sealed record DecideApprovalInput(ApprovalRequestId ApprovalId, ApprovalStatus Decision, string? Comment);

/// <summary>The question whether an opportunity may go on.</summary>
/// <param name="OpportunityId">The open opportunity.</param>
/// <param name="Reason">What is to be approved, for who decides; at most 2,000 characters.</param>
internal sealed record RequestApprovalInput(OpportunityId OpportunityId, string Reason);

/// <summary>A policy, new or in place of an old one. All policies that are active count together.</summary>
/// <param name="Id">The policy to replace; a new one if absent.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Name">The name that people see; unique.</param>
/// <param name="IsActive">Whether it is in force; true if absent.</param>
/// <param name="Rules">1 to 50 rules, in order.</param>
internal sealed record SaveApprovalPolicyInput(ApprovalPolicyId? Id, int? Version, string Name, bool? IsActive, IReadOnlyList<ApprovalRuleInput> Rules);

/// <summary>A rule: what is above both of its limits has to be approved by its roles.</summary>
/// <param name="TotalAbove">It applies to totals above this amount of the organisation's currency; to all if absent.</param>
/// <param name="DiscountAbovePercent">It applies to discounts above this percentage of the list price, line discounts included; to all if absent.</param>
/// <param name="ApproverRoles">Who has to approve, in order: SALES_MANAGER, SALES_DIRECTOR, ADMIN.</param>
internal sealed record ApprovalRuleInput(decimal? TotalAbove, decimal? DiscountAbovePercent, IReadOnlyList<Role> ApproverRoles);

/// <summary>What a mutation of an approval answers with.</summary>
/// <param name="Approval">The changed request; null if the mutation was refused.</param>
internal sealed record ApprovalPayload(ApprovalRequest Approval);
