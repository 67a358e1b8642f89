using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Reviews;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Numbering;

namespace CrmGraph.Persistence.Seed;

/// <summary>
/// What became of the demo's deals in money: quotes in every state with the approvals that they needed, contracts with instalments
/// that are paid, open or overdue, reviews and surveys.
/// </summary>
internal sealed class DemoMoney
{
    private static readonly (string Chinese, string English, string Sku)[] Products =
    [
        ("销售云专业版（每用户每年）", "Sales cloud, professional (user/year)", "SC-PRO"),
        ("实施服务（人天）", "Implementation (person-day)", "SV-IMP"),
        ("数据迁移", "Data migration", "SV-MIG"),
        ("高级支持（每年）", "Premium support (year)", "SP-PRE"),
        ("移动端模块", "Mobile module", "SC-MOB"),
    ];

    private static readonly (string Chinese, string English)[] Lessons =
    [
        ("尽早见到最终决策人，方案就能一次对准需求。", "Meet whoever decides early; the proposal then fits at once."),
        ("报价前先确认预算区间，避免反复。", "Ask for the budget before quoting, not after."),
        ("试用期间每周回访，问题当天解决。", "Call every week of the trial and solve problems the same day."),
    ];

    private readonly SeededRandom _random = new("money");
    private readonly DemoClock _clock;
    private readonly Dictionary<UserId, User> _users;
    private readonly User _director;
    private readonly User _finance;
    private readonly RateTable _rates;
    private readonly Dictionary<int, int> _lastNumbers = [];
    private int _contracts;

    internal DemoMoney(DemoStaff staff, DemoClock clock)
    {
        _clock = clock;
        _users = staff.Users.ToDictionary(u => u.Id);
        _director = staff.Users.First(u => u.Role == Role.SalesDirector);
        _finance = staff.Users.First(u => u.Role == Role.Finance);
        Rates = [.. MakeRates(clock)];
        _rates = new RateTable("CNY", Rates.Select(r => new DatedRate(r.From, r.ValidFrom, r.Rate)));
        Policy = ApprovalPolicy.Create(
            "报价审批",
            isActive: true,
            "CNY",
            [
                new NewApprovalRule(null, 20m, [Role.SalesManager]),
                new NewApprovalRule(500_000m, null, [Role.SalesManager, Role.SalesDirector]),
            ],
            clock.Start);
    }

    /// <summary>Large quotes go to the manager and the director, large discounts to the manager.</summary>
    internal ApprovalPolicy Policy { get; }

    /// <summary>A year of monthly rates.</summary>
    internal IReadOnlyList<ExchangeRate> Rates { get; }

    /// <summary>The last quote number given out, per year.</summary>
    internal IReadOnlyDictionary<int, int> LastNumbers => _lastNumbers;

    /// <summary>All of it for a deal.</summary>
    internal IEnumerable<Aggregate> About(DemoDeal made)
    {
        var (deal, chinese) = (made.Opportunity, made.Customer.IsChinese);
        List<Aggregate> about = [.. Quotes(deal, chinese)];
        if (deal.Status == StageKind.Won && _random.Chance(0.85)) about.Add(Signed(deal));
        if (!deal.IsOpen)
        {
            if (_random.Chance(0.5)) about.Add(Reviewed(deal, chinese));
            about.Add(Asked(deal, chinese));
        }

        return about;
    }

    private static IEnumerable<ExchangeRate> MakeRates(DemoClock clock)
    {
        var random = new SeededRandom("rates");
        (string Currency, decimal Rate)[] currencies = [("USD", 7.12m), ("EUR", 7.75m), ("JPY", 0.0478m), ("GBP", 9.05m), ("HKD", 0.912m), ("SGD", 5.31m)];
        var first = new DateOnly(clock.Start.Year, clock.Start.Month, 1).AddMonths(-3);
        for (var month = first; month <= clock.Now.Today(); month = month.AddMonths(1))
        {
            foreach (var (currency, rate) in currencies)
                yield return ExchangeRate.Create(currency, "CNY", decimal.Round(rate * random.Between(970, 1030) / 1000m, 6), month, "中国外汇交易中心", clock.Start);
        }
    }

    private IEnumerable<Aggregate> Quotes(Opportunity deal, bool chinese)
    {
        // a deal is quoted on its way, and only an open deal can be: those that have ended are quoted as they were before
        if (!deal.IsOpen || !_random.Chance(0.55)) yield break;
        var at = deal.UpdatedAt;
        var number = NextNumber(at);
        var (seller, revisions) = (_users[deal.OwnerId], _random.Chance(0.25) ? 2 : 1);
        for (var revision = 1; revision <= revisions; revision++)
        {
            var quote = Quote.Draft(number, revision, deal, Content(deal, chinese), seller.Id, at);
            var approval = revision == revisions ? Live(quote, deal, seller, at) : null;
            if (revision < revisions) quote.Supersede(at);
            yield return quote;
            if (approval is not null) yield return approval;
        }
    }

    // one step after the other, and at any of them it may have come to rest
    private ApprovalRequest? Live(Quote quote, Opportunity deal, User seller, DateTimeOffset at)
    {
        if (_random.Chance(0.15)) return null;
        var approval = quote.Submit(deal, ApprovalPolicy.For([Policy], quote, _rates, at.Today()), seller.Id, at);
        if (approval is not null && !Decided(approval, deal, seller, at)) return approval;
        if (approval is not null) quote.Follow(approval, at);
        if (quote.Status != QuoteStatus.Approved || _random.Chance(0.2)) return approval;
        quote.Send(deal, approval, at.Today(), at);
        if (_random.Chance(0.45)) return approval;
        if (_random.Chance(0.75)) quote.Accept(deal, at.Today(), null, seller.Id, at);
        else quote.Decline(deal, at.Today(), null, at);
        return approval;
    }

    private bool Decided(ApprovalRequest approval, Opportunity deal, User seller, DateTimeOffset at)
    {
        while (approval.WaitingFor is { } role)
        {
            if (_random.Chance(0.3)) return false;
            var decider = role == Role.SalesManager && seller.ManagerId is { } manager ? _users[manager] : _director;
            approval.Decide(
                _random.Chance(0.85) ? ApprovalStatus.Approved : ApprovalStatus.Rejected,
                new Approver(decider.Id, role, IsAboveOwner: true),
                deal,
                _random.Chance(0.5) ? "已核对成本" : null,
                at);
        }

        return true;
    }

    private QuoteContent Content(Opportunity deal, bool chinese)
    {
        var lines = _random.Between(1, 3);
        var each = decimal.Round(deal.Amount.Amount / lines, 2);
        return new QuoteContent(
            [
                .. Enumerable.Range(0, lines).Select(i =>
                {
                    var (nameZh, nameEn, sku) = Products[i];
                    var quantity = _random.Between(1, 20);
                    return new NewQuoteLine(
                        chinese ? nameZh : nameEn, sku, quantity, new Money(decimal.Round(each / quantity, 2), deal.Amount.Currency), _random.Chance(0.3) ? _random.Between(2, 30) : null);
                }),
            ],
            _random.Chance(0.3) ? _random.Between(1, 15) : null,
            _clock.Now.Today().AddDays(_random.Between(10, 60)));
    }

    private Contract Signed(Opportunity deal)
    {
        var signedOn = deal.ClosedOn ?? deal.UpdatedAt.Today();
        var currency = deal.Amount.Currency;
        var shares = _random.Pick<int[]>([[100], [30, 70], [30, 40, 30], [50, 50]]);
        var amounts = shares.Take(shares.Length - 1).Select(share => Money.Rounded(deal.Amount.Amount * share / 100m, currency)).ToList();
        amounts.Add(amounts.Aggregate(deal.Amount.Rounded(), (rest, amount) => rest - amount));
        NewInstalment[] instalments = [.. amounts.Select((amount, i) => new NewInstalment(signedOn.AddDays(15 + (45 * i)), amount))];
        var (owner, now) = (_users[deal.OwnerId], deal.UpdatedAt);
        var contract = Contract.Sign($"HT-{signedOn.Year}-{++_contracts:00000}", deal, signedOn, deal.Amount.Rounded(), instalments, owner.Id, now);
        foreach (var instalment in contract.Instalments.ToList())
        {
            var paidOn = instalment.DueOn.AddDays(_random.Between(-10, 20));
            if (paidOn > _clock.Now.Today() || _random.Chance(0.12)) continue;
            var part = _random.Chance(0.15) ? Money.Rounded(instalment.Amount.Amount / 2m, currency) : instalment.Amount;
            if (part.Amount > 0) contract.Receive(instalment.Id, part, paidOn, $"BANK-{_contracts:00000}-{instalment.Position + 1}", deal, _finance.Id, _clock.Now);
        }

        return contract;
    }

    private WinLossReview Reviewed(Opportunity deal, bool chinese)
    {
        var (lessonZh, lessonEn) = _random.Pick(Lessons);
        var content = new ReviewContent
        {
            Lessons = chinese ? lessonZh : lessonEn,
            Strengths = [chinese ? "响应及时" : "Quick answers"],
            Weaknesses = deal.Status == StageKind.Lost ? [chinese ? "方案与需求有偏差" : "The proposal missed the need"] : [],
        };
        return WinLossReview.Write(deal, content, _users[deal.OwnerId].ManagerId ?? deal.OwnerId, deal.UpdatedAt);
    }

    private SatisfactionSurvey Asked(Opportunity deal, bool chinese)
    {
        var survey = SatisfactionSurvey.Of(deal, deal.UpdatedAt);
        if (_random.Chance(0.4))
        {
            var score = deal.Status == StageKind.Won ? _random.Between(3, 5) : _random.Between(1, 4);
            survey.Answer(score, _random.Chance(0.4) ? (chinese ? "合作愉快" : "Good to work with") : null, deal, deal.UpdatedAt);
        }

        return survey;
    }

    private string NextNumber(DateTimeOffset at)
    {
        var year = at.UtcDateTime.Year;
        return QuoteNumbers.Format(year, _lastNumbers[year] = _lastNumbers.GetValueOrDefault(year) + 1);
    }
}
