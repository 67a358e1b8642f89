using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Approvals;

/// <summary>Which quotes have to be approved by whom. All rules that apply count; their roles are asked in the order in which they appear, each once.</summary>
public sealed class ApprovalPolicy : Aggregate<ApprovalPolicyId>
{
    private const int MaxRules = 50;

    private readonly List<ApprovalRule> _rules = [];

    private ApprovalPolicy() => Name = Currency = "";

    /// <summary>The name that people see; unique.</summary>
    public string Name { get; private set; }

    /// <summary>Whether the policy is in force.</summary>
    public bool IsActive { get; private set; }

    /// <summary>The currency of the rules' amounts: the organisation's. Totals in others are converted at the rate of the day.</summary>
    public string Currency { get; private set; }

    /// <summary>The rules; order them by position.</summary>
    public IReadOnlyList<ApprovalRule> Rules => _rules;

    /// <summary>Lays a policy down.</summary>
    public static ApprovalPolicy Create(string name, bool isActive, string organisationCurrency, IReadOnlyList<NewApprovalRule> rules, DateTimeOffset now)
    {
        var policy = new ApprovalPolicy { Id = ApprovalPolicyId.New(now) };
        policy.Rewrite(name, isActive, organisationCurrency, rules);
        return policy;
    }

    /// <summary>Replaces all of the policy. Requests that have been made stay as they are.</summary>
    public void Rewrite(string name, bool isActive, string organisationCurrency, IReadOnlyList<NewApprovalRule> rules)
    {
        if (rules.Count is 0 or > MaxRules) throw Guard.Invalid("rules", $"A policy has 1 to {MaxRules} rules.");
        var valid = Guard.Text(name, "name", 100);
        ApprovalRule[] written = [.. rules.Select((rule, position) => ApprovalRule.Create(Id, position, rule))];
        (Name, IsActive, Currency) = (valid, isActive, organisationCurrency);
        // A rule is known by its place: those that stay are rewritten, not replaced.
        _rules.RemoveAll(rule => rule.Position >= written.Length);
        foreach (var rule in written)
        {
            if (_rules.Find(r => r.Position == rule.Position) is { } known) known.Take(rule);
            else _rules.Add(rule);
        }
    }

    /// <summary>Who has to approve a quote; null if nobody has to.</summary>
    /// <param name="policies">All policies.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="rates">The exchange rates.</param>
    /// <param name="on">The day whose rates count.</param>
    /// <exception cref="DomainException">INVALID_STATE: the total would have to be converted and there is no rate.</exception>
    public static ApprovalNeed? For(IEnumerable<ApprovalPolicy> policies, Quote quote, RateTable rates, DateOnly on) =>
        For(policies, quote.Total, quote.ListTotal.Amount, rates, on);

    /// <summary>Who has to agree that a deal goes on: whom its amount calls for; if nobody, the next above its owner.</summary>
    public static ApprovalNeed For(IEnumerable<ApprovalPolicy> policies, Opportunity deal, Role ownerRole, string reason, RateTable rates, DateOnly on)
    {
        var roles = For(policies, deal.Amount, deal.Amount.Amount, rates, on)?.Roles
            ?? [ownerRole is Role.SalesManager or Role.SalesDirector ? Role.SalesDirector : Role.SalesManager];
        return new ApprovalNeed(roles, Guard.Text(reason, "reason", 2000));
    }

    private static ApprovalNeed? For(IEnumerable<ApprovalPolicy> policies, Money total, decimal list, RateTable rates, DateOnly on)
    {
        var applying = new List<(ApprovalRule Rule, string Currency)>();
        foreach (var policy in policies.Where(p => p.IsActive).OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id))
        {
            var limits = policy._rules.Any(r => r.TotalAbove is not null) ? policy.Compared(total, rates, on) : 0m;
            applying.AddRange(policy._rules.OrderBy(r => r.Position).Where(r => r.AppliesTo(limits, total.Amount, list)).Select(r => (r, policy.Currency)));
        }

        return applying.Count == 0
            ? null
            : new ApprovalNeed([.. applying.SelectMany(a => a.Rule.ApproverRoles).Distinct()], Sentence(applying.Select(a => a.Rule.Explain(a.Currency)).Distinct()));
    }

    private decimal Compared(Money total, RateTable rates, DateOnly on)
    {
        if (total.Currency == Currency) return total.Amount;
        var converted = rates.OrganisationCurrency == Currency ? rates.Convert(total, on) : null;
        return converted?.Amount.Amount ?? throw new DomainException(
            ErrorCode.InvalidState,
            $"The approval policy '{Name}' compares totals in {Currency}, and there is no rate from {total.Currency} to {Currency} on {on:yyyy-MM-dd}; an ADMIN or FINANCE can add it with saveExchangeRates.");
    }

    private static string Sentence(IEnumerable<string> reasons)
    {
        var text = string.Join("; ", reasons);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }
}
