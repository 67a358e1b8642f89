using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;

namespace CrmGraph.Persistence.Seed;

/// <summary>The leads of the demo that have not become a deal, and those that deals are made of.</summary>
internal sealed class DemoLeads(DemoStaff staff, DemoCatalog catalog, DemoClock clock)
{
    private static readonly string[] ChineseNeeds =
        ["希望打通销售与售后数据", "需要一套移动端客户管理系统", "计划明年上线新的报价流程", "现有系统太慢，寻找替代方案", "想了解与企业微信的集成", "需要按区域统计业绩"];

    private static readonly string[] EnglishNeeds =
        ["Wants one view of sales and service", "Needs a mobile client for field sales", "Plans a new quoting process next year", "Looks for a replacement of a slow system", "Asks for figures per region"];

    private readonly SeededRandom _random = new("leads");

    /// <summary>A lead of the past year, in whatever state leads of its age are.</summary>
    internal Lead Make(int serial)
    {
        var chinese = _random.Chance(0.75);
        var (name, mailbox) = DemoNames.Person(_random, chinese);
        var (company, region, domain) = DemoNames.Company(_random, chinese, 100_000 + serial);
        var owner = _random.Chance(0.85) ? _random.Pick(chinese ? staff.ChineseSellers : staff.EnglishSellers) : null;
        var createdAt = clock.Between(_random, DemoClock.Days, 0);
        var lead = Lead.Create(
            new LeadDetails
            {
                Name = name,
                Company = _random.Chance(0.95) ? company : null,
                Title = _random.Chance(0.8) ? _random.Pick(chinese ? DemoNames.ChineseTitles : DemoNames.EnglishTitles) : null,
                Email = _random.Chance(0.85) ? $"{mailbox}@{domain}" : null,
                Phone = _random.Chance(0.6) ? DemoNames.Phone(_random, chinese) : null,
                Industry = _random.Pick(chinese ? DemoNames.ChineseIndustries : DemoNames.EnglishIndustries),
                Region = region,
                Employees = _random.Chance(0.6) ? _random.Between(1, 300) * 10 : null,
                Need = _random.Chance(0.5) ? _random.Pick(chinese ? ChineseNeeds : EnglishNeeds) : null,
            },
            _random.Pick(catalog.Sources).Id,
            owner,
            createdAt);
        if (owner is not null) LetAge(lead, createdAt);
        return lead;
    }

    /// <summary>The lead that a deal with a customer began as.</summary>
    internal Lead MakeConverted(DemoCustomer customer, Contact contact, LeadSource source, DateTimeOffset convertedAt)
    {
        var createdAt = convertedAt - _random.Around(12) - TimeSpan.FromHours(1);
        var (account, owner) = (customer.Account, customer.Owner);
        var lead = Lead.Create(
            new LeadDetails
            {
                Name = contact.Name,
                Company = account.Name,
                Title = contact.Title,
                Email = contact.Email,
                Phone = contact.Phone,
                Industry = account.Industry,
                Region = account.Region,
                Employees = account.Employees,
                Need = _random.Pick(customer.IsChinese ? ChineseNeeds : EnglishNeeds),
            },
            source.Id,
            owner,
            createdAt);
        lead.StartWork(createdAt.AddMinutes(30));
        lead.Qualify(convertedAt.AddMinutes(-20));
        lead.MarkConverted(convertedAt);
        return lead;
    }

    private void LetAge(Lead lead, DateTimeOffset createdAt)
    {
        var contacted = createdAt + _random.Around(2);
        if (contacted > clock.Now) return;
        lead.StartWork(contacted);
        var decided = contacted + _random.Around(20);
        if (decided > clock.Now) return;
        var fate = _random.Share();
        if (fate < 0.35) lead.Qualify(decided);
        else if (fate < 0.80) lead.Disqualify(_random.Pick(catalog.LostReasons).Key, decided);
    }
}
