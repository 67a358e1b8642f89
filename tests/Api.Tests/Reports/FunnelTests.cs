using System.Globalization;
using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Reports;

/// <summary>The funnel of the API is the one that looking at every deal gives.</summary>
public sealed class FunnelTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Stages = "stages { stage { key } entered current lost amount { amount } weightedAmount { amount } conversionRate gap medianTime p90Time lossReasons { reason { key } count amount { amount } } }";

    private const string Ask = $$"""
        query ($pipeline: ID!, $period: PeriodInput, $asOf: DateTime, $where: OpportunityFilterInput, $groupBy: FunnelGrouping) {
          funnel(pipelineId: $pipeline, period: $period, asOf: $asOf, where: $where, groupBy: $groupBy) {
            pipeline { name } winRate averageCycle asOf bottleneck { stage { key } } {{Stages}}
            groups { key label winRate {{Stages}} }
          }
        }
        """;

    private const string AskWithoutGroupTimes = """
        query ($pipeline: ID!, $period: PeriodInput, $groupBy: FunnelGrouping) {
          funnel(pipelineId: $pipeline, period: $period, groupBy: $groupBy) {
            stages { entered }
            groups { key label winRate stages { stage { key } entered current lost amount { amount } weightedAmount { amount } conversionRate gap lossReasons { reason { key } count amount { amount } } } }
          }
        }
        """;

    private static readonly (string? From, string? To)[] Periods =
        [(null, null), ("2025-09-01", "2026-02-01"), ("2025-08-17", "2026-05-09"), ("2026-03-03", "2026-03-24"), ("2026-04-20", "2026-05-02"), ("2020-01-01", "2020-02-01"), ("0001-01-01", "9999-12-31")];

    public static TheoryData<string> Mailboxes => ["admin", "china.manager", "east.manager", "wang.fang", "diego.silva", "director", "readonly"];

    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task It_equals_looking_at_every_deal_for_every_caller_and_period(string mailbox)
    {
        var market = await ReadAsync(mailbox);
        foreach (var period in Periods)
        {
            await AssertEqualAsync(mailbox, market, period, null, null, _ => true);
            await AssertEqualAsync(mailbox, market, period, "2026-01-15T00:00:00Z", null, _ => true);
        }
    }

    [Theory]
    [MemberData(nameof(Mailboxes))]
    public async Task Under_a_condition_it_equals_looking_at_the_deals_that_meet_it(string mailbox)
    {
        var market = await ReadAsync(mailbox);

        await AssertEqualAsync(mailbox, market, Periods[1], null, new { amount = new { amount = new { gte = "60000" } } }, o => o.Amount.Amount >= 60_000);
        await AssertEqualAsync(mailbox, market, Periods[0], "2026-03-01T08:30:00Z", new { stage = new { kind = new { eq = "LOST" } } }, o => o.Status == StageKind.Lost);
        await AssertEqualAsync(mailbox, market, Periods[0], null, new { }, _ => true);
    }

    [Theory]
    [InlineData("OWNER")]
    [InlineData("TEAM")]
    [InlineData("SOURCE")]
    [InlineData("INDUSTRY")]
    [InlineData("REGION")]
    [InlineData("MONTH")]
    public async Task Its_groups_equal_looking_at_the_deals_of_each_and_add_up_to_the_whole(string grouping)
    {
        foreach (var mailbox in Mailboxes.Select(m => m.Data))
        {
            var market = await ReadAsync(mailbox);
            foreach (var (from, to) in Periods)
            {
                var (cohort, period) = (market.Deals.Where(o => IsIn(o, from, to)).ToList(), from is null ? null : new { from, to });
                var whole = market.Oracle(cohort, CrmApi.Now);
                var expected = market.Groups(cohort, grouping).ToDictionary(g => g.Key, g => market.Oracle(g, CrmApi.Now, whole.Currency));

                var kept = (await api.DataAsync(mailbox, AskWithoutGroupTimes, new { pipeline = market.Id, period, groupBy = grouping })).GetProperty("funnel");
                var counted = (await api.DataAsync(mailbox, Ask, new { pipeline = market.Id, period, groupBy = grouping })).GetProperty("funnel");

                AssertGroups(expected, kept, withTimes: false);
                AssertGroups(expected, counted, withTimes: true);
                Assert.Equal(whole.Count, kept.GetProperty("stages")[0].GetProperty("entered").GetInt32());
                Assert.Equal(whole.Count, kept.GetProperty("groups").EnumerateArray().Sum(g => g.GetProperty("stages")[0].GetProperty("entered").GetInt32()));
            }
        }
    }

    [Fact]
    public async Task Deals_without_a_source_form_a_group_that_says_so()
    {
        var market = await ReadAsync("admin");

        var groups = (await api.DataAsync("admin", AskWithoutGroupTimes, new { pipeline = market.Renewal, groupBy = "SOURCE" })).At("funnel", "groups").EnumerateArray().ToList();

        Assert.Equal(("", "Unknown source"), (groups[^1].GetProperty("key").GetString(), groups[^1].GetProperty("label").GetString()));
        Assert.Contains(groups, g => g.GetProperty("key").GetString() == "website" && g.GetProperty("label").GetString() == "官网注册");
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData("OWNER", 8)]
    public async Task It_costs_the_same_number_of_statements_for_any_number_of_deals(string? grouping, int statements)
    {
        var market = await ReadAsync("admin");
        const string Query = """
            query ($pipeline: ID!, $period: PeriodInput, $groupBy: FunnelGrouping) { funnel(pipelineId: $pipeline, period: $period, groupBy: $groupBy) {
              winRate averageCycle stages { stage { key } entered medianTime p90Time lossReasons { reason { key } } } groups { label stages { entered } } } }
            """;

        await api.DataAsync("admin", Query, new { pipeline = market.Id, groupBy = grouping });
        Assert.True(statements == api.StatementCount, $"{api.StatementCount}:\n{api.StatementText}");
        await api.DataAsync("admin", Query, new { pipeline = market.Id, groupBy = grouping, period = new { from = "2026-03-17", to = "2026-05-09" } });
        Assert.True(statements == api.StatementCount, $"{api.StatementCount}:\n{api.StatementText}");
        await api.DataAsync("admin", "query ($pipeline: ID!) { funnel(pipelineId: $pipeline) { stages { entered current conversionRate } winRate } }", new { pipeline = market.Id });
        Assert.Equal(3, api.StatementCount);
    }

    [Fact]
    public async Task The_fixture_of_the_article_gives_the_gaps_of_the_article_exactly()
    {
        var pipeline = Pipeline.Create(
            "文章",
            false,
            [
                new("talk", "方案沟通", StageKind.Open, 0.2, ForecastCategory.Pipeline, 0.5),
                new("quote", "报价", StageKind.Open, 0.4, ForecastCategory.BestCase, 0.65),
                new("negotiation", "谈判", StageKind.Open, 0.6, ForecastCategory.BestCase, 0.6),
                new("signing", "签约", StageKind.Open, 0.8, ForecastCategory.Commit, 0.75),
                new("won", "赢单", StageKind.Won, 1, ForecastCategory.Closed),
                new("lost", "输单", StageKind.Lost, 0, ForecastCategory.Omitted),
            ],
            CrmApi.Now);
        await using (var db = api.Open())
        {
            var seller = await db.Users.SingleAsync(u => u.Email == "wang.fang@crmgraph.example", TestContext.Current.CancellationToken);
            var account = Given.Account(seller, "文章的客户");
            string[] stages = ["talk", "quote", "negotiation", "signing"];
            db.AddRange(pipeline, account);
            for (var i = 0; i < 100; i++)
            {
                var deal = Given.Opportunity(account, pipeline, seller, now: CrmApi.Now.AddDays(-10));
                var reached = i < 12 ? 3 : i < 21 ? 2 : i < 30 ? 1 : 0;
                for (var stage = 1; stage <= reached; stage++) deal.MoveTo(pipeline.StageWith(stages[stage]), seller.Id, null, CrmApi.Now.AddDays(-10 + stage));
                db.Add(deal);
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var funnel = await api.DataAsync("admin", "query ($id: ID!) { funnel(pipelineId: $id) { bottleneck { stage { name } } stages { entered conversionRate benchmark gap } } }", new { id = NodeId.Encode("Pipeline", pipeline.Id.Value) });

        Assert.Equal(
            """{"funnel":{"bottleneck":{"stage":{"name":"签约"}},"stages":[{"entered":100,"conversionRate":0.3,"benchmark":0.5,"gap":-0.2},{"entered":30,"conversionRate":0.7,"benchmark":0.65,"gap":0.05},{"entered":21,"conversionRate":0.5714285714285714,"benchmark":0.6,"gap":-0.028571428571429},{"entered":12,"conversionRate":0,"benchmark":0.75,"gap":-0.75},{"entered":0,"conversionRate":null,"benchmark":null,"gap":null}]}}""",
            funnel.GetRawText());
    }

    [Fact]
    public async Task Where_a_rate_is_missing_amounts_of_the_most_frequent_currency_are_added_and_the_others_counted()
    {
        var pipeline = Given.Pipeline("出口业务", isDefault: false);
        await using (var db = api.Open())
        {
            var seller = await db.Users.SingleAsync(u => u.Email == "wang.fang@crmgraph.example", TestContext.Current.CancellationToken);
            var account = Given.Account(seller, "出口客户");
            db.AddRange(pipeline, account);
            db.AddRange(new[] { new Money(100, "KZT"), new Money(20, "ISK"), new Money(3, "KZT") }.Select(m => Given.Opportunity(account, pipeline, seller, amount: m)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var first = (await api.DataAsync("wang.fang", "query ($id: ID!) { funnel(pipelineId: $id) { stages { entered current amount { amount currency } weightedAmount { amount currency } } } }", new { id = NodeId.Encode("Pipeline", pipeline.Id.Value) }))
            .At("funnel", "stages")[0];

        Assert.Equal("""{"entered":3,"current":3,"amount":{"amount":"103.00","currency":"KZT"},"weightedAmount":{"amount":"10.30","currency":"KZT"}}""", first.GetRawText());
    }

    [Fact]
    public async Task With_rates_for_all_of_them_amounts_are_added_in_the_currency_of_the_organisation()
    {
        var pipeline = Given.Pipeline("海外业务", isDefault: false);
        await using (var db = api.Open())
        {
            var seller = await db.Users.SingleAsync(u => u.Email == "wang.fang@crmgraph.example", TestContext.Current.CancellationToken);
            var account = Given.Account(seller, "海外客户");
            db.AddRange(pipeline, account, ExchangeRate.Create("BHD", "CNY", 19.5m, new DateOnly(2026, 1, 1), null, CrmApi.Now), ExchangeRate.Create("BHD", "CNY", 99m, new DateOnly(2027, 1, 1), null, CrmApi.Now));
            db.AddRange(Given.Opportunity(account, pipeline, seller, amount: new Money(100, "BHD")), Given.Opportunity(account, pipeline, seller, amount: new Money(50, "CNY")));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var first = (await api.DataAsync("wang.fang", "query ($id: ID!) { funnel(pipelineId: $id) { stages { amount { amount currency } weightedAmount { amount currency } } } }", new { id = NodeId.Encode("Pipeline", pipeline.Id.Value) }))
            .At("funnel", "stages")[0];

        Assert.Equal("""{"amount":{"amount":"2000.00","currency":"CNY"},"weightedAmount":{"amount":"200.00","currency":"CNY"}}""", first.GetRawText());
    }

    [Theory]
    [InlineData(null, "NOT_FOUND")]
    [InlineData("2026-03-01", "BAD_USER_INPUT")]
    public async Task A_pipeline_that_does_not_exist_and_a_period_that_ends_before_it_begins_are_errors(string? from, string code)
    {
        var answer = await api.AskAsync("admin", Ask, new { pipeline = NodeId.Encode("Pipeline", Guid.Empty), period = from is null ? null : new { from, to = "2026-02-01" } });

        Assert.Equal(code, answer.GetProperty("errors")[0].At("extensions", "code").GetString());
    }

    private static void AssertGroups(Dictionary<string, FunnelOracle> expected, JsonElement funnel, bool withTimes)
    {
        var groups = funnel.GetProperty("groups").EnumerateArray().ToList();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), groups.Select(g => g.GetProperty("key").GetString()!).Order(StringComparer.Ordinal));
        foreach (var group in groups)
        {
            var oracle = expected[group.GetProperty("key").GetString()!];
            Assert.Equal(oracle.Stages(withTimes), group.GetProperty("stages").EnumerateArray().Select(r => FunnelOracle.Line(r, withTimes)));
            Assert.Equal(oracle.WinRate, FunnelOracle.Number(group.GetProperty("winRate")));
        }
    }

    private async Task AssertEqualAsync(string mailbox, FunnelMarket market, (string? From, string? To) span, string? asOf, object? where, Func<Opportunity, bool> meets)
    {
        var moment = asOf is null ? CrmApi.Now : DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture);
        var period = span.From is null ? null : new { from = span.From, to = span.To };
        var oracle = market.Oracle(market.Deals.Where(o => IsIn(o, span.From, span.To) && meets(o)), moment);

        var funnel = (await api.DataAsync(mailbox, Ask, new { pipeline = market.Id, period, asOf, where })).GetProperty("funnel");

        Assert.Equal(oracle.Stages(), funnel.GetProperty("stages").EnumerateArray().Select(r => FunnelOracle.Line(r)));
        Assert.Equal(oracle.WinRate, FunnelOracle.Number(funnel.GetProperty("winRate")));
        var cycle = funnel.GetProperty("averageCycle");
        if (oracle.AverageCycle is { } average) Assert.Equal(average, System.Xml.XmlConvert.ToTimeSpan(cycle.GetString()!).TotalSeconds, 0.501);
        else Assert.Equal(JsonValueKind.Null, cycle.ValueKind);
        Assert.Empty(funnel.GetProperty("groups").EnumerateArray());
    }

    private async Task<FunnelMarket> ReadAsync(string mailbox)
    {
        await using var db = api.Open();
        return await FunnelMarket.ReadAsync(db, await api.CallerAsync(mailbox));
    }

    private static bool IsIn(Opportunity deal, string? from, string? to)
    {
        if (from is null || to is null) return true;
        var day = DateOnly.FromDateTime(deal.CreatedAt.UtcDateTime);
        return day >= DateOnly.Parse(from, CultureInfo.InvariantCulture) && day < DateOnly.Parse(to, CultureInfo.InvariantCulture);
    }
}
