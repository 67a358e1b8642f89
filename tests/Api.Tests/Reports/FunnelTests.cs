using System.Globalization;
using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Reports;

/// <summary>The funnel that the database adds up is the one that counting deal by deal gives.</summary>
public sealed class FunnelTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Ask = """
        query ($pipeline: ID!, $period: PeriodInput, $asOf: DateTime, $where: OpportunityFilterInput) {
          funnel(pipelineId: $pipeline, period: $period, asOf: $asOf, where: $where) {
            pipeline { name } winRate averageCycle asOf bottleneck { stage { key } }
            stages { stage { key } entered current lost amount { amount } weightedAmount { amount } conversionRate gap medianTime p90Time lossReasons { reason { key } count amount { amount } } }
          }
        }
        """;

    [Theory]
    [InlineData("admin", null, null, null)]
    [InlineData("china.manager", "2025-09-01", "2026-02-01", null)]
    [InlineData("east.manager", null, null, "2026-01-15T00:00:00Z")]
    [InlineData("director", "2025-08-01", "2026-06-01", "2026-03-01T08:30:00Z")]
    [InlineData("diego.silva", "2020-01-01", "2020-02-01", null)]
    public async Task It_equals_a_count_deal_by_deal(string mailbox, string? from, string? to, string? asOf)
    {
        await using var db = api.Open();
        var pipeline = await db.Pipelines.AsNoTracking().SingleAsync(p => p.IsDefault, TestContext.Current.CancellationToken);
        var period = from is null ? null : new { from, to };
        var moment = asOf is null ? CrmApi.Now : DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture);

        var funnel = (await api.DataAsync(mailbox, Ask, new { pipeline = NodeId.Encode("Pipeline", pipeline.Id.Value), period, asOf })).GetProperty("funnel");

        var deals = (await db.Opportunities.AsNoTracking().VisibleTo(await api.CallerAsync(mailbox)).ToListAsync(TestContext.Current.CancellationToken))
            .Where(o => o.PipelineId == pipeline.Id && o.CreatedAt <= moment && (from is null || (Day(o) >= Date(from) && Day(o) < Date(to!))))
            .Select(o => new Deal(o, [.. o.StageHistory.Where(c => c.At <= moment).OrderBy(c => c.Sequence)], pipeline))
            .ToList();
        Stage[] rungs = [.. pipeline.Stages.Where(s => s.Kind != StageKind.Lost).OrderBy(s => s.Position)];
        var rows = funnel.GetProperty("stages").EnumerateArray().ToList();
        Assert.Equal(rungs.Select(s => s.Key), rows.Select(r => r.At("stage", "key").GetString()));
        foreach (var (stage, row) in rungs.Zip(rows)) AssertRow(stage, rungs, deals, row);
        AssertWhole(deals, funnel);
    }

    [Fact]
    public async Task It_counts_what_the_condition_leaves_and_costs_the_same_for_any_number_of_deals()
    {
        await using var db = api.Open();
        var pipeline = NodeId.Encode("Pipeline", (await db.Pipelines.AsNoTracking().SingleAsync(p => p.IsDefault, TestContext.Current.CancellationToken)).Id.Value);

        var all = await api.DataAsync("admin", Ask, new { pipeline });
        var statements = api.StatementCount;
        var some = await api.DataAsync("admin", Ask, new { pipeline, where = new { owner = new { name = new { eq = "王芳" } } } });

        Assert.Equal(9, statements);
        Assert.InRange(some.At("funnel", "stages")[0].GetProperty("entered").GetInt32(), 1, all.At("funnel", "stages")[0].GetProperty("entered").GetInt32() - 1);
        await api.DataAsync("admin", "query ($pipeline: ID!) { funnel(pipelineId: $pipeline) { stages { entered current conversionRate } winRate } }", new { pipeline });
        Assert.Equal(3, api.StatementCount);
    }

    [Fact]
    public async Task Amounts_of_the_most_frequent_currency_are_added_and_the_others_counted()
    {
        var pipeline = Given.Pipeline("出口业务", isDefault: false);
        await using (var db = api.Open())
        {
            db.Pipelines.Add(pipeline);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var id = NodeId.Encode("Pipeline", pipeline.Id.Value);
        foreach (var (amount, currency) in new[] { (100, "EUR"), (20, "USD"), (3, "EUR") })
        {
            var created = await api.DataAsync("wang.fang", """mutation { createAccount(input: { name: "出口客户" }) { account { id } } }""");
            var account = created.At("createAccount", "account", "id").GetString();
            await api.DataAsync("wang.fang", $$"""
                mutation { createOpportunity(input: { name: "x", accountId: "{{account}}", pipelineId: "{{id}}", amount: { amount: {{amount}}, currency: "{{currency}}" }, closeDate: "2026-09-30" }) { opportunity { id } } }
                """);
        }

        var first = (await api.DataAsync("wang.fang", "query ($id: ID!) { funnel(pipelineId: $id) { stages { entered current amount { amount currency } weightedAmount { amount currency } } } }", new { id }))
            .At("funnel", "stages")[0];

        Assert.Equal("""{"entered":3,"current":3,"amount":{"amount":"103.00","currency":"EUR"},"weightedAmount":{"amount":"10.30","currency":"EUR"}}""", first.GetRawText());
    }

    [Fact]
    public async Task A_pipeline_that_does_not_exist_is_an_error()
    {
        var answer = await api.AskAsync("admin", Ask, new { pipeline = NodeId.Encode("Pipeline", Guid.Empty) });

        Assert.Equal("NOT_FOUND", answer.GetProperty("errors")[0].At("extensions", "code").GetString());
    }

    private static void AssertRow(Stage stage, Stage[] rungs, List<Deal> deals, JsonElement row)
    {
        var entered = deals.Where(d => d.Reached(stage)).ToList();
        var current = deals.Where(d => d.Last.ToStageId == stage.Id).ToList();
        var lost = deals.Where(d => d.IsLost && d.LastOpen == stage.Id).ToList();
        Assert.Equal(entered.Count, row.GetProperty("entered").GetInt32());
        Assert.Equal(current.Count, row.GetProperty("current").GetInt32());
        Assert.Equal(lost.Count, row.GetProperty("lost").GetInt32());
        Assert.Equal(entered.Sum(d => d.Opportunity.Amount.Amount), Amount(row, "amount"));
        Assert.Equal(current.Sum(d => d.Opportunity.Amount.Amount * (decimal)stage.Probability), Amount(row, "weightedAmount"), 3);
        var next = Array.IndexOf(rungs, stage) + 1;
        double? rate = next < rungs.Length && entered.Count > 0 ? (double)deals.Count(d => d.Reached(rungs[next])) / entered.Count : null;
        Assert.Equal(rate, Number(row.GetProperty("conversionRate")));
        Assert.Equal(rate - stage.Benchmark, Number(row.GetProperty("gap")));
        var times = deals.SelectMany(d => d.VisitsTo(stage)).Order().ToList();
        Assert.Equal(times.Count == 0 ? null : (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2, Time(row.GetProperty("medianTime")));
        Assert.Equal(times.Count == 0 ? null : times[(int)Math.Ceiling(0.9 * times.Count) - 1], Time(row.GetProperty("p90Time")));
        Assert.Equal(
            lost.Where(d => d.Opportunity.Status == StageKind.Lost).GroupBy(d => d.Opportunity.CloseReasonId).Select(g => g.Count()).OrderDescending(),
            row.GetProperty("lossReasons").EnumerateArray().Select(r => r.GetProperty("count").GetInt32()));
    }

    private static void AssertWhole(List<Deal> deals, JsonElement funnel)
    {
        var (won, lost) = (deals.Where(d => d.IsWon).ToList(), deals.Count(d => d.IsLost));
        Assert.Equal(won.Count + lost == 0 ? null : (double)won.Count / (won.Count + lost), Number(funnel.GetProperty("winRate")));
        var cycle = Time(funnel.GetProperty("averageCycle"));
        Assert.Equal(won.Count == 0, cycle is null);
        if (cycle is { } average)
            Assert.Equal(won.Average(d => (d.Last.At - d.Opportunity.CreatedAt).TotalSeconds), average.TotalSeconds, 1.0);
    }

    private static DateOnly Day(Opportunity deal) => DateOnly.FromDateTime(deal.CreatedAt.UtcDateTime);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Amount(JsonElement row, string name) => decimal.Parse(row.At(name, "amount").GetString()!, CultureInfo.InvariantCulture);

    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    private static TimeSpan? Time(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : System.Xml.XmlConvert.ToTimeSpan(value.GetString()!);

    private sealed record Deal(Opportunity Opportunity, StageChange[] History, Pipeline Pipeline)
    {
        internal StageChange Last => History[^1];

        internal bool IsWon => Last.ToStageId == Pipeline.Won.Id;

        internal bool IsLost => Last.ToStageId == Pipeline.Lost.Id;

        internal StageId LastOpen => History.Last(c => Pipeline.StageWith(c.ToStageId).Kind == StageKind.Open).ToStageId;

        internal bool Reached(Stage stage) =>
            History.Any(c => Pipeline.StageWith(c.ToStageId) is { Kind: not StageKind.Lost } visited && visited.Position >= stage.Position);

        internal IEnumerable<TimeSpan> VisitsTo(Stage stage) =>
            History.Zip(History.Skip(1)).Where(p => p.First.ToStageId == stage.Id).Select(p => p.Second.At - p.First.At);
    }
}
