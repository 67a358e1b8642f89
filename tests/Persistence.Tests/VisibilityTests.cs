using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests;

/// <summary>Two trees: East with East 1 and East 2 below, and West. In each team one seller with one record of each kind.</summary>
public sealed class VisibilityTests : IAsyncLifetime
{
    private readonly Team _east = Given.Team("East");
    private readonly Dictionary<string, (Team Team, User Seller)> _sellers = [];
    private CrmDatabase? _database;

    public async ValueTask InitializeAsync()
    {
        Team[] teams = [_east, Given.Team("East 1", _east), Given.Team("East 2", _east), Given.Team("West")];
        var (pipeline, source) = (Given.Pipeline(), Given.LeadSource());
        List<Aggregate> all = [pipeline, source, .. teams];
        foreach (var team in teams)
        {
            var seller = Given.User(team: team, name: team.Name);
            _sellers[team.Name] = (team, seller);
            var account = Given.Account(seller, team.Name);
            var deal = Given.Opportunity(account, pipeline, seller, name: team.Name);
            var lead = Given.Lead(source, seller, name: team.Name);
            all.AddRange([seller, account, Given.Contact(account, team.Name), deal, lead]);
            all.AddRange([Given.Activity(seller, deal, subject: team.Name), Given.Activity(seller, lead: lead, subject: $"{team.Name} lead")]);
        }
        all.Add(Given.Lead(source, null, name: "nobody's"));
        _database = await CrmDatabase.CreateAsync();
        await _database.SaveAsync([.. all]);
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(Role.SalesRep, "East", "East")]
    [InlineData(Role.SalesRep, "East 1", "East 1")]
    [InlineData(Role.SalesRep, "West", "West")]
    [InlineData(Role.SalesManager, "East", "East,East 1,East 2")]
    [InlineData(Role.SalesManager, "East 2", "East 2")]
    [InlineData(Role.SalesManager, "West", "West")]
    [InlineData(Role.SalesDirector, "West", "East,East 1,East 2,West")]
    [InlineData(Role.Marketing, null, "East,East 1,East 2,West")]
    [InlineData(Role.Finance, null, "East,East 1,East 2,West")]
    [InlineData(Role.Admin, null, "East,East 1,East 2,West")]
    [InlineData(Role.Integration, null, "East,East 1,East 2,West")]
    [InlineData(Role.ReadOnly, null, "East,East 1,East 2,West")]
    [InlineData(Role.SalesRep, null, "")]
    [InlineData(Role.SalesManager, null, "")]
    public async Task Each_role_sees_its_teams(Role role, string? team, string expected)
    {
        await using var db = Open();
        var caller = await CallerAsync(db, role, team);

        Assert.Equal(expected, string.Join(",", await db.Opportunities.VisibleTo(caller).Select(o => o.Name).Order().ToListAsync()));
        Assert.Equal(expected, string.Join(",", await db.Accounts.VisibleTo(caller).Select(o => o.Name).Order().ToListAsync()));
        Assert.Equal(expected, string.Join(",", await db.Contacts.VisibleTo(caller).Select(o => o.Name).Order().ToListAsync()));
        Assert.Equal(expected, string.Join(",", await db.Activities.VisibleTo(caller).Where(a => a.LeadId == null).Select(o => o.Subject).Order().ToListAsync()));
        var leads = await db.Leads.VisibleTo(caller).Where(l => l.OwnerId != null).Select(o => o.Name).Order().ToListAsync();
        Assert.Equal(expected, string.Join(",", leads));
        var changes = await db.StageChanges.VisibleTo(caller, db).CountAsync();
        Assert.Equal(expected.Length == 0 ? 0 : expected.Split(',').Length, changes);
        foreach (var (name, (itsTeam, seller)) in _sellers)
            Assert.Equal(expected.Split(',').Contains(name), caller.Reaches(Resource.Opportunity, Access.Read, seller.Id, itsTeam.Id));
    }

    [Fact]
    public async Task A_seller_without_a_team_sees_the_own_records_only()
    {
        await using var db = Open();
        var (_, seller) = _sellers["West"];
        var caller = new Caller(seller.Id, Role.SalesRep, null, []);

        Assert.Equal("West", await db.Opportunities.VisibleTo(caller).Select(o => o.Name).SingleAsync());
        Assert.Equal("West", await db.Leads.VisibleTo(caller).Select(o => o.Name).SingleAsync());
        Assert.Equal(2, await db.Activities.VisibleTo(caller).CountAsync());
    }

    [Fact]
    public async Task Who_sees_all_leads_sees_the_activities_about_them()
    {
        await using var db = Open();
        var caller = await CallerAsync(db, Role.ReadOnly, null);

        Assert.Equal(4, await db.Activities.VisibleTo(caller).CountAsync(a => a.LeadId != null));
        Assert.Equal(8, await db.Activities.VisibleTo(caller).CountAsync());
    }

    [Fact]
    public async Task A_lead_of_nobody_is_seen_by_those_who_see_all_teams()
    {
        await using var db = Open();

        Assert.Equal(5, await db.Leads.VisibleTo(await CallerAsync(db, Role.Marketing, null)).CountAsync());
        Assert.Equal(3, await db.Leads.VisibleTo(await CallerAsync(db, Role.SalesManager, "East")).CountAsync());
    }

    [Fact]
    public async Task The_rule_is_one_condition_on_the_row_that_an_index_answers()
    {
        await using var db = Open();
        var caller = await CallerAsync(db, Role.SalesManager, "East");

        var sql = db.Opportunities.VisibleTo(caller).OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).Select(o => o.Name).ToQueryString();
        Assert.Contains(TestDatabase.IsPostgreSql ? """WHERE o."TeamId" IS NOT NULL AND o."TeamId" = ANY (@teams)""" : """WHERE "o"."TeamId" IS NOT NULL AND "o"."TeamId" IN (""", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("JOIN", sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activities_go_with_their_deal_to_another_team()
    {
        await using var db = Open();
        var (west, _) = _sellers["West"];
        var deal = await db.Opportunities.SingleAsync(o => o.Name == "East 1");

        Assert.Equal(1, await db.HandOverActivitiesAsync(deal.Id, west.Id, default));

        var caller = await CallerAsync(db, Role.SalesRep, "West");
        Assert.Equal(["East 1", "West", "West lead"], await db.Activities.VisibleTo(caller).Select(a => a.Subject).Order().ToListAsync());
    }

    private static async Task<Caller> CallerAsync(CrmDbContext db, Role role, string? team)
    {
        var teams = await db.Teams.AsNoTracking().ToListAsync();
        return Caller.Of(Given.User(role, teams.SingleOrDefault(t => t.Name == team)), teams);
    }

    private CrmDbContext Open() => _database?.Open() ?? throw new InvalidOperationException("The database is not open.");
}
