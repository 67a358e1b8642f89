using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests;

public sealed class RoundTripTests
{
    private static readonly DateTimeOffset Odd = Given.Now.AddTicks(1_234_567);

    [Fact]
    public async Task Every_scalar_of_every_aggregate_comes_back_as_it_was()
    {
        var market = new Market();
        var child = Given.Team("华东二组", market.Team);
        var rep = Given.User(Role.SalesManager, child, "吴雨桐", manager: market.Seller);
        var contact = Given.Contact(market.Account);
        var loose = Contact.Create(new ContactDetails { Name = "Emma Keller", Title = "CFO", Email = "emma@brightwater.example", Phone = "+44 20 7946 0000" }, market.Seller, Odd);
        var lead = Lead.Create(
            new LeadDetails { Name = "李敏", Company = "锐诚", Title = "CIO", Email = "min@ruicheng.example", Phone = "+86 138 0000 0000", Industry = "制造业", Region = "华东", Employees = 120, Need = "CRM" },
            market.Source.Id, rep, Odd);
        lead.Rate(new LeadScore(73, LeadGrade.B, true, []), 1, Odd.AddHours(1));
        var account = Account.Create(
            new AccountDetails { Name = "Brightwater GmbH", Industry = "Software", Region = "EMEA", Employees = 0, Website = "https://brightwater.example", RegistrationNumber = "DE123" }, rep, Odd);
        var deal = Opportunity.Create(
            "O-2026-77777",
            new NewOpportunity { Name = "报价系统", AccountId = market.Account.Id, Amount = new Money(1234.5678m, "EUR"), CloseDate = new DateOnly(2026, 12, 31), PrimaryContactId = contact.Id, SourceId = market.Source.Id, LeadId = lead.Id },
            market.Pipeline.First, rep, market.Seller.Id, Odd);
        deal.PlanNextStep("安排演示", Odd.AddDays(1));
        deal.MoveTo(market.Pipeline.StageWith("quote"), rep.Id, "ready", Odd.AddDays(2));
        deal.TouchActivity(Odd.AddDays(2));
        deal.Lose(market.Pipeline.Lost, market.LostReason, "Acorn", new DateOnly(2026, 6, 20), rep.Id, Odd.AddDays(5));
        var activity = Activity.Log(
            new NewActivity
            {
                Kind = ActivityKind.Meeting,
                Subject = "方案讨论",
                Body = "长文",
                Purpose = "确认",
                Outcome = "好",
                StartAt = Odd,
                EndAt = Odd.AddHours(1),
                DueAt = Odd.AddDays(1),
                LeadId = lead.Id,
                OpportunityId = deal.Id,
                AccountId = market.Account.Id,
                ParticipantIds = [contact.Id, loose.Id],
                Origin = ActivityOrigin.Import,
                Visibility = ActivityVisibility.Subject,
            },
            rep, Odd.AddHours(2));
        var (key, _) = ApiKey.Issue("ERP", Role.Integration, rep.Id, Odd.AddYears(1), Odd);
        key.Revoke(Odd.AddDays(1));
        Aggregate[] all = [.. market.All, child, rep, contact, loose, lead, account, deal, activity, key];

        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(all);

        await using var db = database.Open();
        foreach (var expected in all)
        {
            var actual = await db.FindAsync(expected.GetType(), db.Entry(expected).Property("Id").CurrentValue);
            Assert.NotNull(actual);
            AssertSame(db, expected, actual);
        }
        var loadedDeal = await db.Opportunities.AsNoTracking().SingleAsync(o => o.Id == deal.Id);
        Assert.Equal(
            deal.StageHistory.Select(c => (c.Sequence, c.FromStageId, c.ToStageId, c.At, c.ById, c.TimeInFrom, c.Comment)),
            loadedDeal.StageHistory.OrderBy(c => c.Sequence).Select(c => (c.Sequence, c.FromStageId, c.ToStageId, c.At, c.ById, c.TimeInFrom, c.Comment)));
        var loadedPipeline = await db.Pipelines.AsNoTracking().SingleAsync();
        Assert.Equal(
            market.Pipeline.Stages.Select(s => (s.Id, s.Key, s.Name, s.Kind, s.Position, s.Probability, s.ForecastCategory, s.Benchmark, s.StagnantAfter)),
            loadedPipeline.Stages.OrderBy(s => s.Position).Select(s => (s.Id, s.Key, s.Name, s.Kind, s.Position, s.Probability, s.ForecastCategory, s.Benchmark, s.StagnantAfter)));
        var loadedActivity = await db.Activities.AsNoTracking().SingleAsync();
        Assert.Equal(activity.Participants.Select(p => p.ContactId).Order(), loadedActivity.Participants.Select(p => p.ContactId).Order());
    }

    [Fact]
    public async Task Money_sorts_compares_and_adds_up_exactly_in_the_database()
    {
        var market = new Market();
        decimal[] amounts = [0.0001m, 0.1m, 0.2m, 9.99m, 1_000_000_000_000m, 100m];
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, .. amounts.Select(a => market.Deal(amount: Given.Cny(a)))]);
        await using var db = database.Open();

        Assert.Equal(amounts.Order(), await db.Opportunities.OrderBy(o => o.Amount.Amount).Select(o => o.Amount.Amount).ToListAsync());
        Assert.Equal(4, await db.Opportunities.CountAsync(o => o.Amount.Amount <= 9.99m));
        Assert.Equal(amounts.Sum(), await db.Opportunities.SumAsync(o => o.Amount.Amount));
        Assert.Equal(amounts.Sum(), (await db.Opportunities.GroupBy(o => o.StageId).Select(g => new { g.Key, Sum = g.Sum(o => o.Amount.Amount) }).SingleAsync()).Sum);
        Assert.Equal(amounts.Max(), await db.Opportunities.MaxAsync(o => o.Amount.Amount));
    }

    [Fact]
    public async Task Ids_and_moments_page_by_key_in_the_database()
    {
        var market = new Market();
        Opportunity[] deals = [.. Enumerable.Range(0, 20).Select(i => Given.Opportunity(market.Account, market.Pipeline, market.Seller, now: Given.Now.AddSeconds(i / 4)))];
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, .. deals]);
        await using var db = database.Open();
        var all = await db.Opportunities.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Select(o => o.Id).ToListAsync();

        List<OpportunityId> paged = [];
        (DateTimeOffset CreatedAt, OpportunityId Id)? last = null;
        while (true)
        {
            var query = db.Opportunities.AsQueryable();
            if (last is { CreatedAt: var at, Id: var id }) query = query.Where(o => o.CreatedAt > at || (o.CreatedAt == at && o.Id.CompareTo(id) > 0));
            var page = await query.OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Take(3).Select(o => new { o.CreatedAt, o.Id }).ToListAsync();
            if (page.Count == 0) break;
            paged.AddRange(page.Select(p => p.Id));
            last = (page[^1].CreatedAt, page[^1].Id);
        }

        Assert.Equal(all, paged);
        Assert.Equal(deals.OrderBy(d => d.CreatedAt).ThenBy(d => d.Id).Select(d => d.Id), all);
    }

    [Fact]
    public async Task A_registration_number_is_taken_once()
    {
        var market = new Market();
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync([.. market.All, Given.Account(market.Seller, registrationNumber: "91310000A")]);

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveAsync(Given.Account(market.Seller, registrationNumber: "91310000a")));
        await database.SaveAsync(Given.Account(market.Seller), Given.Account(market.Seller));
    }

    [Fact]
    public async Task A_reference_to_nothing_is_refused()
    {
        var (market, other) = (new Market(), new Market());
        await using var database = await CrmDatabase.CreateAsync();
        await database.SaveAsync(market.All);

        await Assert.ThrowsAsync<DbUpdateException>(() => database.SaveAsync(Given.Opportunity(other.Account, market.Pipeline, market.Seller)));
    }

    private static void AssertSame(CrmDbContext db, Aggregate expected, object actual)
    {
        var (left, right) = (db.Model.FindEntityType(expected.GetType()), actual);
        Assert.NotNull(left);
        foreach (var property in left.GetProperties().Where(p => p.PropertyInfo is not null))
            Assert.Equal(property.PropertyInfo?.GetValue(expected), property.PropertyInfo?.GetValue(right));
        foreach (var money in left.GetComplexProperties())
            Assert.Equal(money.PropertyInfo?.GetValue(expected), money.PropertyInfo?.GetValue(right));
    }
}
