using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Reports;

/// <summary>What sellers did, and why deals ended, by the day on which they were closed.</summary>
public sealed class LeaderboardTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Ask = """
        query ($period: PeriodInput!, $team: ID) { leaderboard(period: $period, teamId: $team) {
          rank user { id name email } wonAmount { amount currency } wonCount winRate newOpportunities activities averageCycle } }
        """;

    private const string Analysis = """
        query ($period: PeriodInput!, $pipeline: ID) { winLossAnalysis(period: $period, pipelineId: $pipeline) {
          won lost winRate reasons { reason { key appliesTo } count amount { amount } } competitors { name won lost winRate } } }
        """;

    private static readonly object Quarter = new { from = "2026-01-01", to = "2026-04-01" };

    [Theory]
    [InlineData("admin", 16)]
    [InlineData("china.manager", 9)]
    [InlineData("east.manager", 4)]
    [InlineData("wang.fang", 4)]
    [InlineData("diego.silva", 2)]
    public async Task Each_row_equals_counting_what_the_caller_sees_of_that_seller(string mailbox, int most)
    {
        await using var db = api.Open();
        var caller = await api.CallerAsync(mailbox);
        var deals = await db.Opportunities.AsNoTracking().VisibleTo(caller).ToListAsync(TestContext.Current.CancellationToken);
        var activities = await db.Activities.AsNoTracking().VisibleTo(caller).ToListAsync(TestContext.Current.CancellationToken);

        var rows = (await api.DataAsync(mailbox, Ask, new { period = Quarter })).GetProperty("leaderboard").EnumerateArray().ToList();

        Assert.InRange(rows.Count, 1, most);
        Assert.Contains(rows, r => r.At("user", "id").GetString() == NodeId.Encode("User", caller.UserId.Value) || mailbox == "admin");
        foreach (var row in rows)
        {
            var mine = deals.Where(d => NodeId.Encode("User", d.OwnerId.Value) == row.At("user", "id").GetString()).ToList();
            var closed = mine.Where(d => d.ClosedOn >= new DateOnly(2026, 1, 1) && d.ClosedOn < new DateOnly(2026, 4, 1)).ToList();
            var won = closed.Where(d => d.Status == StageKind.Won).ToList();
            Assert.Equal(won.Count, row.GetProperty("wonCount").GetInt32());
            Assert.Equal(new Money(won.Sum(d => d.Amount.Amount), "CNY"), new Money(decimal.Parse(row.At("wonAmount", "amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture), row.At("wonAmount", "currency").GetString()!));
            Assert.Equal(closed.Count == 0 ? "-" : FunnelOracle.Number(JsonSerializer.SerializeToElement((double)won.Count / closed.Count)), FunnelOracle.Number(row.GetProperty("winRate")));
            Assert.Equal(mine.Count(d => d.CreatedAt.Year == 2026 && d.CreatedAt.Month <= 3), row.GetProperty("newOpportunities").GetInt32());
            Assert.Equal(activities.Count(a => NodeId.Encode("User", a.OwnerId.Value) == row.At("user", "id").GetString() && a.CreatedAt.Year == 2026 && a.CreatedAt.Month <= 3), row.GetProperty("activities").GetInt32());
        }

        var places = rows.Select(r => (Amount: decimal.Parse(r.At("wonAmount", "amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture), Count: r.GetProperty("wonCount").GetInt32())).ToList();
        Assert.Equal(places.Select(p => 1 + places.Count(o => o.CompareTo(p) > 0)), rows.Select(r => r.GetProperty("rank").GetInt32()));
    }

    [Fact]
    public async Task A_team_is_ranked_with_the_teams_below_it_and_others_are_not_shown()
    {
        await using var db = api.Open();
        var china = NodeId.Encode("Team", (await db.Teams.SingleAsync(t => t.Name == "中国销售部", TestContext.Current.CancellationToken)).Id.Value);

        var rows = (await api.DataAsync("admin", Ask, new { period = Quarter, team = china })).GetProperty("leaderboard").EnumerateArray();
        var foreign = await api.DataAsync("diego.silva", Ask, new { period = Quarter, team = china });
        var unknown = await api.AskAsync("admin", Ask, new { period = Quarter, team = NodeId.Encode("Team", Guid.Empty) });

        Assert.Equal(9, rows.Count());
        Assert.Equal(0, foreign.GetProperty("leaderboard").GetArrayLength());
        Assert.Equal("NOT_FOUND", unknown.GetProperty("errors")[0].At("extensions", "code").GetString());
    }

    [Fact]
    public async Task Reasons_and_competitors_equal_counting_the_closed_deals()
    {
        await using var db = api.Open();
        var seller = await db.Users.SingleAsync(u => u.Email == "lucas.keller@crmgraph.example", TestContext.Current.CancellationToken);
        var (account, pipeline) = (Given.Account(seller, "Rivals Ltd"), Given.Pipeline("Rivalry", isDefault: false));
        var (won, lost) = (Given.Reason(StageKind.Won, "fits"), Given.Reason(StageKind.Lost, "too_dear"));
        db.AddRange(account, pipeline, won, lost);
        foreach (var (isWon, named, lostTo, closedOn) in new (bool, string[], string?, DateOnly)[]
        {
            (true, ["Kingdee", "SAP"], null, new(2026, 3, 1)),
            (true, ["sap"], null, new(2026, 3, 31)),
            (false, ["SAP"], "SAP", new(2026, 3, 2)),
            (false, ["SAP"], "Kingdee", new(2026, 3, 3)),
            (false, [], null, new(2026, 3, 4)),
            (false, [], "SAP", new(2026, 4, 1)),
        })
        {
            var deal = Given.Opportunity(account, pipeline, seller, amount: Given.Cny(100), now: CrmApi.Now.AddDays(-200));
            deal.NameCompetitors(named, CrmApi.Now);
            if (isWon) deal.Win(pipeline.Won, won, closedOn, seller.Id, CrmApi.Now);
            else deal.Lose(pipeline.Lost, lost, lostTo, closedOn, seller.Id, CrmApi.Now);
            db.Add(deal);
        }
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var variables = new { period = Quarter, pipeline = NodeId.Encode("Pipeline", pipeline.Id.Value) };

        var analysis = await api.DataAsync("lucas.keller", Analysis, variables);
        var hidden = await api.DataAsync("wang.fang", Analysis, variables);

        Assert.Equal(
            """{"winLossAnalysis":{"won":2,"lost":3,"winRate":0.4,"reasons":[{"reason":{"key":"too_dear","appliesTo":"LOST"},"count":3,"amount":{"amount":"300.00"}}],"competitors":[{"name":"SAP","won":2,"lost":1,"winRate":0.6666666666666666},{"name":"Kingdee","won":1,"lost":1,"winRate":0.5}]}}""",
            analysis.GetRawText());
        Assert.Equal("""{"winLossAnalysis":{"won":0,"lost":0,"winRate":null,"reasons":[],"competitors":[]}}""", hidden.GetRawText());
    }

    [Fact]
    public async Task They_cost_the_same_number_of_statements_for_any_number_of_deals()
    {
        await api.DataAsync("admin", Ask, new { period = new { from = "2020-01-01", to = "2020-02-01" } });
        var few = api.StatementCount;
        await api.DataAsync("admin", Ask, new { period = new { from = "2020-01-01", to = "2027-01-01" } });
        Assert.Equal((6, 6), (few, api.StatementCount));

        await api.DataAsync("admin", Analysis, new { period = new { from = "2020-01-01", to = "2027-01-01" } });
        Assert.Equal(3, api.StatementCount);
    }
}
