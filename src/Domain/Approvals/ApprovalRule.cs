using System.Globalization;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Approvals;

/// <summary>A rule of a policy as it is written.</summary>
/// <param name="TotalAbove">It applies to totals above this amount, in the currency of the policy; null for any.</param>
/// <param name="DiscountAbovePercent">It applies to discounts above this percentage of the list price; null for any.</param>
/// <param name="ApproverRoles">Who has to approve, in order.</param>
public sealed record NewApprovalRule(decimal? TotalAbove, decimal? DiscountAbovePercent, IReadOnlyList<Role> ApproverRoles);

/// <summary>A rule: what is above both of its limits has to be approved by its roles.</summary>
public sealed class ApprovalRule
{
    private static readonly Role[] Deciders = [Role.SalesManager, Role.SalesDirector, Role.Admin];

    private ApprovalRule() => ApproverRoles = [];

    /// <summary>The policy.</summary>
    public ApprovalPolicyId PolicyId { get; private set; }

    /// <summary>Place in the policy, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>The rule applies to totals above this amount, in the currency of the policy; null for any.</summary>
    public decimal? TotalAbove { get; private set; }

    /// <summary>The rule applies to discounts above this percentage of the list price, line discounts included; null for any.</summary>
    public decimal? DiscountAbovePercent { get; private set; }

    /// <summary>Who has to approve, in order.</summary>
    public IReadOnlyList<Role> ApproverRoles { get; private set; }

    internal static ApprovalRule Create(ApprovalPolicyId policyId, int position, NewApprovalRule rule)
    {
        try
        {
            return new ApprovalRule
            {
                PolicyId = policyId,
                Position = position,
                TotalAbove = ValidTotal(rule.TotalAbove),
                DiscountAbovePercent = Guard.OptionalPercent(rule.DiscountAbovePercent, "discountAbovePercent"),
                ApproverRoles = ValidRoles(rule.ApproverRoles),
            };
        }
        catch (DomainException refusal)
        {
            throw refusal.Within("rules", position.ToString(CultureInfo.InvariantCulture));
        }
    }

    internal void Take(ApprovalRule written) =>
        (TotalAbove, DiscountAbovePercent, ApproverRoles) = (written.TotalAbove, written.DiscountAbovePercent, written.ApproverRoles);

    /// <summary>Whether something is above the limits. The total is in the currency of the policy; discounts are compared without a division.</summary>
    internal bool AppliesTo(decimal total, decimal discounted, decimal list) =>
        (TotalAbove is null || total > TotalAbove) && (DiscountAbovePercent is null || (list - discounted) * 100m > list * DiscountAbovePercent);

    internal string Explain(string currency)
    {
        var parts = new List<string>();
        if (TotalAbove is { } total) parts.Add($"the total is above {new Money(total, currency)}");
        if (DiscountAbovePercent is { } percent) parts.Add(string.Create(CultureInfo.InvariantCulture, $"the discount is above {percent:0.####} %"));
        return parts.Count == 0 ? "every quote has to be approved" : string.Join(" and ", parts);
    }

    private static decimal? ValidTotal(decimal? total)
    {
        if (total is null) return null;
        if (total is < 0 or > Opportunities.Opportunity.MaxAmount || decimal.Round(total.Value, 4) != total)
            throw Guard.Invalid("totalAbove", "totalAbove must be from 0 to 1,000,000,000,000 with at most four decimals.");
        return total;
    }

    private static Role[] ValidRoles(IReadOnlyList<Role> roles)
    {
        if (roles.Count == 0) throw Guard.Invalid("approverRoles", "Name at least one role that has to approve.");
        if (roles.Distinct().Count() != roles.Count) throw Guard.Invalid("approverRoles", "Name each role once.");
        return roles.All(Deciders.Contains)
            ? [.. roles]
            : throw Guard.Invalid("approverRoles", $"Approvals are decided by {string.Join(", ", Deciders.Select(d => d.ApiName()))}.");
    }
}
