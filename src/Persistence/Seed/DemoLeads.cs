using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Seed;

/// <summary>The leads of the demo that have not become a deal, and those that deals are made of.</summary>
internal sealed class DemoLeads(DemoStaff staff, DemoCatalog catalog, DemoQualifications qualifications, DemoClock clock)
{
    private static readonly string[] ChineseNeeds =
        ["希望打通销售与售后数据", "需要一套移动端客户管理系统", "计划明年上线新的报价流程", "现有系统太慢，寻找替代方案", "想了解与企业微信的集成", "需要按区域统计业绩"];

    private static readonly string[] EnglishNeeds =
        ["Wants one view of sales and service", "Needs a mobile client for field sales", "Plans a new quoting process next year", "Looks for a replacement of a slow system", "Asks for figures per region"];

    private const string LegalForm = "有限公司";

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
        if (owner is not null) LetAge(lead, owner, chinese, createdAt);
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
        DemoQualifications.Qualify(lead, owner.Id, customer.IsChinese, convertedAt.AddMinutes(-20));
        lead.MarkConverted(convertedAt);
        return lead;
    }

    /// <summary>Lets three customers be entered once more by colleagues who spell them in another way: what duplicates look like.</summary>
    internal void EnterAgain(List<Lead> made)
    {
        var known = made.Where(l => l is { Email: not null, Phone: not null } && l.Company?.EndsWith(LegalForm, StringComparison.Ordinal) == true).Take(3).ToList();
        for (var way = 0; way < known.Count; way++)
        {
            var details = known[way].Details;
            made[^(way + 1)] = Lead.Create(
                way switch
                {
                    0 => details with { Email = null, Company = null, Phone = details.Phone!.Replace(" ", "-", StringComparison.Ordinal) },
                    1 => details with { Email = null, Phone = null, Company = $"{details.Company![..^LegalForm.Length]}股份{LegalForm}" },
                    _ => details with { Phone = null, Company = null, Email = details.Email!.ToUpperInvariant() },
                },
                known[way].SourceId,
                staff.ChineseSellers[way],
                clock.Now.AddDays(-1 - way));
        }
    }

    private void LetAge(Lead lead, User owner, bool chinese, DateTimeOffset createdAt)
    {
        var contacted = createdAt + _random.Around(2);
        if (contacted > clock.Now) return;
        lead.StartWork(contacted);
        var decided = contacted + _random.Around(20);
        if (decided > clock.Now) return;
        var fate = _random.Share();
        if (fate < 0.35) DemoQualifications.Qualify(lead, owner.Id, chinese, decided);
        else if (fate < 0.80) lead.Disqualify(_random.Pick(catalog.LostReasons).Key, decided);
        else qualifications.Ask(lead, owner.Id, chinese, decided);
    }
}
