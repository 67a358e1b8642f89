using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Seed;

/// <summary>A company of the demo with its people and who looks after it.</summary>
internal sealed record DemoCustomer(Account Account, IReadOnlyList<Contact> Contacts, User Owner, bool IsChinese);

/// <summary>The companies of the demo: about three in four are Chinese.</summary>
internal static class DemoCustomers
{
    internal static List<DemoCustomer> Make(DemoStaff staff, DemoClock clock, int scale)
    {
        var random = new SeededRandom("customers");
        return [.. Enumerable.Range(1, 80 * scale).Select(serial => Make(random, staff, clock, serial))];
    }

    private static DemoCustomer Make(SeededRandom random, DemoStaff staff, DemoClock clock, int serial)
    {
        var chinese = random.Chance(0.75);
        var owner = random.Pick(chinese ? staff.ChineseSellers : staff.EnglishSellers);
        var (name, region, domain) = DemoNames.Company(random, chinese, serial);
        var createdAt = clock.Between(random, DemoClock.Days + 60, DemoClock.Days);
        var account = Account.Create(
            new AccountDetails
            {
                Name = name,
                Industry = random.Pick(chinese ? DemoNames.ChineseIndustries : DemoNames.EnglishIndustries),
                Region = region,
                Employees = random.Chance(0.9) ? random.Between(2, 400) * random.Pick([5, 10, 25]) : null,
                Website = random.Chance(0.8) ? $"https://www.{domain}" : null,
                RegistrationNumber = random.Chance(0.7) ? DemoNames.RegistrationNumber(random, chinese, serial) : null,
            },
            owner,
            createdAt);
        Contact[] contacts = [.. Enumerable.Range(0, random.Pick([1, 2, 2, 3, 3, 4])).Select(_ => MakeContact(random, account, chinese, domain, createdAt))];
        return new DemoCustomer(account, contacts, owner, chinese);
    }

    private static Contact MakeContact(SeededRandom random, Account account, bool chinese, string domain, DateTimeOffset createdAt)
    {
        var (name, mailbox) = DemoNames.Person(random, chinese);
        var details = new ContactDetails
        {
            Name = name,
            Title = random.Pick(chinese ? DemoNames.ChineseTitles : DemoNames.EnglishTitles),
            Email = random.Chance(0.9) ? $"{mailbox}@{domain}" : null,
            Phone = random.Chance(0.8) ? DemoNames.Phone(random, chinese) : null,
        };
        return Contact.CreateAt(account, details, createdAt.AddMinutes(random.Between(1, 20_000)));
    }
}
