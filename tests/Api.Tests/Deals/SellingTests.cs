using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Deals;

public sealed class SellingTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task A_need_is_recorded_and_described_anew()
    {
        var (deal, other) = (await api.CreateDealAsync(), await api.CreateDealAsync());
        const string Fields = "needs { id pain impact currentSolution goal metric by { name } }";

        var first = (await RunAsync("recordNeed", Fields, new { opportunityId = deal, pain = "报价要三天", currentSolution = "Excel" })).At("opportunity", "needs")[0];
        var again = await RunAsync("recordNeed", Fields, new { opportunityId = deal, needId = Id(first), pain = "报价要三天", impact = "丢单", goal = "一小时内", metric = "报价周期" });

        Assert.Equal(
            $$$"""[{"id":"{{{Id(first)}}}","pain":"报价要三天","impact":"丢单","currentSolution":null,"goal":"一小时内","metric":"报价周期","by":{"name":"王芳"}}]""",
            again.At("opportunity", "needs").GetRawText());
        Assert.Equal("VALIDATION pain", (await RunAsync("recordNeed", Fields, new { opportunityId = deal, pain = " " })).Refusal());
        Assert.Equal("NOT_FOUND needId", (await RunAsync("recordNeed", Fields, new { opportunityId = other, needId = Id(first), pain = "别人的" })).Refusal());
        Assert.Equal(JsonValueKind.Null, (await api.DataAsync("lucas.keller", "query ($id: ID!) { node(id: $id) { id } }", new { id = Id(first) })).GetProperty("node").ValueKind);
    }

    [Fact]
    public async Task Shared_content_knows_its_stage_and_when_it_was_first_opened()
    {
        var deal = await api.CreateDealAsync();
        const string Fields = "contents { id title url kind stage { key } openedAt }";
        var content = (await RunAsync("shareContent", Fields, new { opportunityId = deal, title = "制造业报告", url = "https://example.com/report", kind = "REPORT" })).At("opportunity", "contents")[0];
        api.Time.Advance(TimeSpan.FromHours(2));

        var opened = await RunAsync("recordContentOpened", Fields, new { contentId = Id(content) });

        var shown = opened.At("opportunity", "contents")[0];
        Assert.Equal(("REPORT", "requirement"), (shown.GetProperty("kind").GetString(), shown.At("stage", "key").GetString()));
        Assert.Equal(api.Time.GetUtcNow(), shown.GetProperty("openedAt").GetDateTimeOffset());
        Assert.Equal("VALIDATION openedAt", (await RunAsync("recordContentOpened", Fields, new { contentId = Id(content), openedAt = "2099-01-01T00:00:00Z" })).Refusal());
        Assert.Equal("VALIDATION title", (await RunAsync("shareContent", Fields, new { opportunityId = deal, title = " ", kind = "REPORT" })).Refusal());
    }

    [Fact]
    public async Task A_proposal_computes_payback_and_return()
    {
        var deal = await api.CreateDealAsync();
        const string Fields = "proposal { summary benefits { metric baseline target valuePerYear } cost { amount currency } years valuePerYear { amount } paybackMonths roiPercent }";
        var benefits = new[] { new { metric = "报价周期", baseline = "3 天", target = "1 小时", valuePerYear = "80000" }, new { metric = "赢单率", baseline = "20 %", target = "25 %", valuePerYear = "120000.50" } };

        var saved = await RunAsync("saveProposal", Fields, new { opportunityId = deal, summary = "移动销售平台", benefits, cost = new { amount = "150000", currency = "CNY" } });

        Assert.Equal(
            """{"summary":"移动销售平台","benefits":[{"metric":"报价周期","baseline":"3 天","target":"1 小时","valuePerYear":"80000"},{"metric":"赢单率","baseline":"20 %","target":"25 %","valuePerYear":"120000.50"}],"cost":{"amount":"150000.00","currency":"CNY"},"years":3,"valuePerYear":{"amount":"200000.50"},"paybackMonths":"9","roiPercent":"300"}""",
            saved.At("opportunity", "proposal").GetRawText());
        var free = await RunAsync("saveProposal", Fields, new { opportunityId = deal, summary = "试用", benefits = Array.Empty<object>(), cost = new { amount = "0", currency = "CNY" }, years = 1 });
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (free.At("opportunity", "proposal", "paybackMonths").ValueKind, free.At("opportunity", "proposal", "roiPercent").ValueKind));
        Assert.Equal("VALIDATION benefits.0.valuePerYear", (await RunAsync("saveProposal", Fields, new { opportunityId = deal, summary = "亏", benefits = new[] { new { metric = "x", valuePerYear = "-1" } }, cost = new { amount = "0", currency = "CNY" } })).Refusal());
        Assert.Equal("VALIDATION cost.currency", (await RunAsync("saveProposal", Fields, new { opportunityId = deal, summary = "亏", benefits, cost = new { amount = "0", currency = "XXX" } })).Refusal());
        Assert.Equal("VALIDATION years", (await RunAsync("saveProposal", Fields, new { opportunityId = deal, summary = "亏", benefits, cost = new { amount = "0", currency = "CNY" }, years = 0 })).Refusal());
    }

    [Fact]
    public async Task An_objection_is_resolved_by_an_answer()
    {
        var deal = await api.CreateDealAsync();
        const string Fields = "objections { id kind raised answer alternative status resolvedAt }";
        var raised = (await RunAsync("recordObjection", Fields, new { opportunityId = deal, kind = "TIMELINE", raised = "上线太慢", alternative = "分期上线" })).At("opportunity", "objections")[0];

        Assert.Equal("VALIDATION answer", (await RunAsync("resolveObjection", Fields, new { objectionId = Id(raised), status = "RESOLVED" })).Refusal());
        var resolved = (await RunAsync("resolveObjection", Fields, new { objectionId = Id(raised), status = "RESOLVED", answer = "增加实施顾问" })).At("opportunity", "objections")[0];

        Assert.Equal(("RESOLVED", "增加实施顾问", "分期上线"), (resolved.GetProperty("status").GetString(), resolved.GetProperty("answer").GetString(), resolved.GetProperty("alternative").GetString()));
        Assert.Equal(JsonValueKind.String, resolved.GetProperty("resolvedAt").ValueKind);
    }

    private static string Id(JsonElement node) => node.GetProperty("id").GetString()!;

    private async Task<JsonElement> RunAsync(string mutation, string fields, object input) => (await api.DataAsync(
        "wang.fang",
        $"mutation ($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ opportunity {{ {fields} }} errors {{ code path message }} }} }}",
        new { input })).GetProperty(mutation);
}
