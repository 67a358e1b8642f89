using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.Numbering;

namespace CrmGraph.Persistence.Seed;

/// <summary>A deal of the demo with the customer it is made with and the lead it began as.</summary>
internal sealed record DemoDeal(Opportunity Opportunity, DemoCustomer Customer, Lead? Lead);

/// <summary>
/// Deals that began over the past year and have lived since: they move on, skip a stage, go back, are won, lost and now and
/// then reopened, and some have simply been forgotten.
/// </summary>
internal sealed class DemoDeals(DemoCatalog catalog, DemoLeads leads, DemoClock clock, IReadOnlyList<DemoCustomer> customers)
{
    private static readonly string[] ChineseSubjects =
        ["CRM 一期建设项目", "移动销售平台", "售后服务系统升级", "数据中台项目", "智能报价系统", "渠道管理系统", "客户服务中心", "生产协同平台"];

    private static readonly string[] EnglishSubjects =
        ["CRM roll-out", "Field sales platform", "Service desk upgrade", "Data platform", "Quote automation", "Channel portal", "Customer care centre", "Plant collaboration"];

    private static readonly string[] ChineseSteps = ["安排技术交流", "发送报价单", "确认预算审批人", "预约高层拜访", "准备合同草案", "跟进试用反馈"];
    private static readonly string[] EnglishSteps = ["Set up a technical call", "Send the quote", "Find out who signs off the budget", "Visit the board", "Draft the contract", "Ask how the trial went"];
    private static readonly string[] Competitors = ["云图软件", "Acorn CRM", "明道销售", "Halcyon Suite"];

    private static readonly Dictionary<string, (double MeanDays, double GoesOn)> Stages = new(StringComparer.Ordinal)
    {
        ["requirement"] = (18, 0.82),
        ["solution"] = (21, 0.78),
        ["quote"] = (15, 0.72),
        ["negotiation"] = (19, 0.80),
        ["signing"] = (16, 0.92),
        ["review"] = (24, 0.90),
        ["renewal_quote"] = (16, 0.84),
        ["discovery"] = (24, 0.92),
        ["screening"] = (18, 0.90),
        ["assignment"] = (14, 0.94),
        ["follow_up"] = (36, 0.88),
        ["proposal"] = (60, 0.85),
        ["closing"] = (24, 0.90),
    };

    private readonly SeededRandom _random = new("deals");
    private readonly Dictionary<int, int> _lastNumbers = [];

    /// <summary>The last number given out, per year.</summary>
    internal IReadOnlyDictionary<int, int> LastNumbers => _lastNumbers;

    /// <summary>Moments at which deals begin, in order, so that their numbers ascend; business grows over the year.</summary>
    internal List<DateTimeOffset> Beginnings(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => clock.Between(_random, Earliest(), 0)).Order()];

    private int Earliest() => (int)Math.Ceiling(DemoClock.Days * Math.Sqrt(_random.Share()));

    internal DemoDeal Make(DateTimeOffset createdAt)
    {
        var customer = _random.Pick(customers);
        var contact = _random.Pick(customer.Contacts);
        var pipeline = _random.Share() switch { < 0.72 => catalog.Sales, < 0.86 => catalog.Renewal, _ => catalog.KeyProjects };
        var source = _random.Pick(catalog.Sources);
        var lead = pipeline.IsDefault && _random.Chance(0.3) ? leads.MakeConverted(customer, contact, source, createdAt) : null;
        var opportunity = Opportunity.Create(
            NextNumber(createdAt),
            new NewOpportunity
            {
                Name = Subject(customer, pipeline, createdAt),
                AccountId = customer.Account.Id,
                PrimaryContactId = _random.Chance(0.9) ? contact.Id : null,
                Amount = new Money(Amount(pipeline), "CNY"),
                CloseDate = DateOnly.FromDateTime(createdAt.AddDays(_random.Between(30, 120)).UtcDateTime),
                SourceId = pipeline != catalog.Renewal || _random.Chance(0.5) ? source.Id : null,
                LeadId = lead?.Id,
            },
            pipeline.First,
            customer.Owner,
            customer.Owner.Id,
            createdAt);
        Live(opportunity, pipeline, customer, createdAt);
        return new DemoDeal(opportunity, customer, lead);
    }

    private void Live(Opportunity deal, Pipeline pipeline, DemoCustomer customer, DateTimeOffset createdAt)
    {
        Stage[] open = [.. pipeline.Stages.Where(s => s.Kind == StageKind.Open).OrderBy(s => s.Position)];
        var (at, by, place) = (createdAt, customer.Owner.Id, 0);
        while (true)
        {
            var (meanDays, goesOn) = Stages[open[place].Key];
            at += _random.Around(meanDays) + TimeSpan.FromHours(1);
            if (at >= clock.Now) break;
            if (_random.Chance(0.3)) deal.PlanNextStep(_random.Pick(customer.IsChinese ? ChineseSteps : EnglishSteps), at.AddMinutes(-30));
            if (_random.Chance(0.15)) deal.Reprice(new Money(decimal.Round(deal.Amount.Amount * _random.Between(80, 125) / 100m, 2), "CNY"), at.AddMinutes(-20));
            if (!_random.Chance(goesOn))
            {
                var reason = _random.Pick(catalog.LostReasons);
                deal.Lose(pipeline.Lost, reason, reason.Key == "competitor" ? _random.Pick(Competitors) : null, null, by, at);
                at += TimeSpan.FromDays(_random.Between(5, 40));
                if (!_random.Chance(0.08) || at >= clock.Now) break;
                deal.Reopen(open[place], customer.IsChinese ? "客户重新联系" : "The customer came back", by, at);
            }
            else if (place == open.Length - 1)
            {
                deal.Win(pipeline.Won, _random.Pick(catalog.WonReasons), null, by, at);
                break;
            }
            else
            {
                place = NextPlace(place, open.Length);
                deal.MoveTo(open[place], by, null, at);
            }
        }
        var today = DateOnly.FromDateTime(clock.Now.UtcDateTime);
        if (deal.IsOpen && deal.CloseDate < today && _random.Chance(0.7))
            deal.Reschedule(today.AddDays(_random.Between(5, 75)), deal.UpdatedAt);
    }

    private int NextPlace(int place, int count)
    {
        var chance = _random.Share();
        if (place > 0 && chance < 0.04) return place - 1;
        return chance > 0.93 && place + 2 < count ? place + 2 : place + 1;
    }

    private string NextNumber(DateTimeOffset createdAt)
    {
        var year = createdAt.UtcDateTime.Year;
        return OpportunityNumbers.Format(year, _lastNumbers[year] = _lastNumbers.GetValueOrDefault(year) + 1);
    }

    private decimal Amount(Pipeline pipeline)
    {
        var size = Math.Exp(_random.Share() * 3.6);
        return decimal.Round((decimal)size * (pipeline == catalog.Sales ? 30_000m : pipeline == catalog.Renewal ? 9_000m : 150_000m) / 100m) * 100m;
    }

    private string Subject(DemoCustomer customer, Pipeline pipeline, DateTimeOffset createdAt)
    {
        if (pipeline == catalog.Renewal) return customer.IsChinese ? $"{createdAt.Year} 年度续约" : $"Renewal {createdAt.Year}";
        return _random.Pick(customer.IsChinese ? ChineseSubjects : EnglishSubjects);
    }
}
