using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Approvals;

public sealed class ApprovalTests
{
    private static readonly DateOnly Today = new(2026, 6, 15);
    private static readonly RateTable Rates = new("CNY", [new DatedRate("USD", new DateOnly(2026, 1, 1), 7m)]);

    private readonly User _owner = Given.User();
    private readonly User _manager = Given.User(Role.SalesManager);
    private readonly User _director = Given.User(Role.SalesDirector);
    private readonly Opportunity _deal;

    public ApprovalTests() => _deal = Given.Opportunity(Given.Account(_owner), Given.Pipeline(), _owner);

    [Fact]
    public void Steps_are_decided_in_order_and_the_last_one_ends_the_request()
    {
        var request = Ask(Role.SalesManager, Role.SalesDirector);

        Refusal.Of(ErrorCode.Forbidden, null, () => Decide(request, _director, Role.SalesDirector));
        Decide(request, _manager, Role.SalesManager);
        Assert.Equal((ApprovalStatus.Pending, Role.SalesDirector), (request.Status, request.WaitingFor));
        Decide(request, _director, Role.SalesDirector);

        Assert.Equal((ApprovalStatus.Approved, null), (request.Status, request.WaitingFor));
        Assert.Equal(ApprovalStatus.Approved, Assert.IsType<ApprovalDecided>(request.DomainEvents[^1]).Decision);
    }

    [Fact]
    public void A_rejection_ends_the_request()
    {
        var request = Ask(Role.SalesManager, Role.SalesDirector);

        Decide(request, _manager, Role.SalesManager, ApprovalStatus.Rejected);

        Assert.Equal((ApprovalStatus.Rejected, ApprovalStatus.Rejected, ApprovalStatus.Cancelled), (request.Status, request.Steps[0].Status, request.Steps[1].Status));
        Refusal.InvalidState(() => Decide(request, _director, Role.SalesDirector));
    }

    [Fact]
    public void Nobody_approves_what_they_asked_for_or_own()
    {
        var request = ApprovalRequest.Ask(_deal, null, new ApprovalNeed([Role.SalesManager], "Why."), _manager.Id, Given.Now);

        Refusal.Of(ErrorCode.Forbidden, null, () => Decide(request, _manager, Role.SalesManager));
        Refusal.Of(ErrorCode.Forbidden, null, () => Decide(request, _manager, Role.Admin));
        Refusal.Of(ErrorCode.Forbidden, null, () => Decide(request, _owner, Role.Admin));
    }

    [Fact]
    public void Only_the_role_above_the_owner_or_an_administrator_decides()
    {
        var (request, admin) = (Ask(Role.SalesManager), Given.User(Role.Admin));

        Refusal.Of(ErrorCode.Forbidden, null, () => request.Decide(ApprovalStatus.Approved, new Approver(_manager.Id, Role.SalesManager, IsAboveOwner: false), _deal, null, Given.Now));
        Refusal.Of(ErrorCode.Forbidden, null, () => Decide(request, _director, Role.SalesDirector));
        Decide(request, admin, Role.Admin);

        Assert.Equal((ApprovalStatus.Approved, admin.Id), (request.Status, request.Steps[0].ApproverId));
    }

    [Theory]
    [InlineData(ApprovalStatus.Pending)]
    [InlineData(ApprovalStatus.Cancelled)]
    public void A_decision_is_approved_or_rejected(ApprovalStatus decision) =>
        Refusal.Validation("decision", () => Decide(Ask(Role.SalesManager), _manager, Role.SalesManager, decision));

    [Theory]
    [InlineData("1000", "0", null)]
    [InlineData("1000.01", "0", "SalesManager,SalesDirector")]
    [InlineData("100", "20", null)]
    [InlineData("100", "20.01", "SalesManager")]
    [InlineData("2001", "50", "SalesManager,SalesDirector")]
    [InlineData("100000", "5", "SalesManager,SalesDirector,Admin")]
    public void What_is_above_the_limits_of_a_rule_needs_its_roles(string price, string discount, string? roles)
    {
        var policy = Policy(new(null, 20m, [Role.SalesManager]), new(1000m, null, [Role.SalesManager, Role.SalesDirector]), new(5000m, 4m, [Role.Admin]));

        var need = ApprovalPolicy.For([policy], Quote(Given.Cny(D(price)), D(discount)), Rates, Today);

        Assert.Equal(roles, need is null ? null : string.Join(',', need.Roles));
    }

    [Fact]
    public void Discounts_of_lines_count_too()
    {
        var quote = Domain.Quotes.Quote.Draft("Q-1", 1, _deal, new QuoteContent([new("A", null, 1, Given.Cny(100), 30m)], 10m), _owner.Id, Given.Now);

        Assert.Null(ApprovalPolicy.For([Policy(new NewApprovalRule(null, 37m, [Role.SalesManager]))], quote, Rates, Today));
        Assert.NotNull(ApprovalPolicy.For([Policy(new NewApprovalRule(null, 36.9m, [Role.SalesManager]))], quote, Rates, Today));
    }

    [Fact]
    public void Totals_in_other_currencies_are_converted_or_refused()
    {
        var policy = Policy(new NewApprovalRule(1000m, null, [Role.SalesManager]));

        Assert.Null(ApprovalPolicy.For([policy], Quote(new Money(142.85m, "USD")), Rates, Today));
        Assert.NotNull(ApprovalPolicy.For([policy], Quote(new Money(142.86m, "USD")), Rates, Today));
        var refusal = Refusal.InvalidState(() => ApprovalPolicy.For([policy], Quote(new Money(1m, "EUR")), Rates, Today));
        Assert.Contains("EUR to CNY", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deal_asks_whom_its_amount_calls_for_or_the_next_above_its_owner()
    {
        var policy = Policy(new NewApprovalRule(100_000m, null, [Role.SalesDirector]));

        Assert.Equal([Role.SalesManager], ApprovalPolicy.For([policy], _deal, Role.SalesRep, "特价", Rates, Today).Roles);
        Assert.Equal([Role.SalesDirector], ApprovalPolicy.For([policy], _deal, Role.SalesManager, "特价", Rates, Today).Roles);
        _deal.Reprice(Given.Cny(100_000.01m), Given.Now);
        Assert.Equal([Role.SalesDirector], ApprovalPolicy.For([policy], _deal, Role.SalesRep, "特价", Rates, Today).Roles);
    }

    [Fact]
    public void A_rule_without_sense_is_refused_where_it_stands()
    {
        Refusal.Validation("rules.0.approverRoles", () => Policy(new NewApprovalRule(1m, null, [])));
        Refusal.Validation("rules.1.approverRoles", () => Policy(new(1m, null, [Role.Admin]), new(1m, null, [Role.ReadOnly])));
        Refusal.Validation("rules.0.discountAbovePercent", () => Policy(new NewApprovalRule(null, 101m, [Role.Admin])));
        Refusal.Validation("rules.0.totalAbove", () => Policy(new NewApprovalRule(-1m, null, [Role.Admin])));
        Refusal.Validation("rules", () => Policy());
    }

    private static decimal D(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static ApprovalPolicy Policy(params NewApprovalRule[] rules) => ApprovalPolicy.Create("P", true, "CNY", rules, Given.Now);

    private static void Decide(ApprovalRequest request, User by, Role role, ApprovalStatus decision, Opportunity deal) =>
        request.Decide(decision, new Approver(by.Id, role, IsAboveOwner: true), deal, null, Given.Now);

    private void Decide(ApprovalRequest request, User by, Role role, ApprovalStatus decision = ApprovalStatus.Approved) => Decide(request, by, role, decision, _deal);

    private ApprovalRequest Ask(params Role[] roles) => ApprovalRequest.Ask(_deal, null, new ApprovalNeed(roles, "Why."), _owner.Id, Given.Now);

    private Quote Quote(Money price, decimal discount = 0)
    {
        var deal = Given.Opportunity(Given.Account(_owner), Given.Pipeline(), _owner, amount: price);
        return Domain.Quotes.Quote.Draft("Q-1", 1, deal, new QuoteContent([new("A", null, 1, price)], discount), _owner.Id, Given.Now);
    }
}
