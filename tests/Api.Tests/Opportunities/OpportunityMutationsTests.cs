using CrmGraph.GraphQL.Configuration;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Opportunities;

public sealed class OpportunityMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Update = """
        mutation ($input: UpdateOpportunityInput!) {
          updateOpportunity(input: $input) { opportunity { version name nextStep closeDate amount { amount currency } } errors { code path } }
        }
        """;

    [Fact]
    public async Task A_created_deal_is_the_callers_and_starts_in_the_first_stage()
    {
        var id = await api.CreateDealAsync();

        var read = (await api.DataAsync(
            "wang.fang",
            """query ($id: ID!) { node(id: $id) { ... on Opportunity { number version name owner { name } team { name } stage { key } amount { amount currency } expectedRevenue { amount } probability closeDate timeInStage isStagnant lastActivityAt source { key } lead { id } primaryContact { id } } } }""",
            new { id })).GetProperty("node");

        Assert.Matches(@"^O-2026-\d{5}$", read.GetProperty("number").GetString());
        Assert.Equal(
            """{"version":1,"name":"移动销售平台","owner":{"name":"王芳"},"team":{"name":"华东组"},"stage":{"key":"requirement"},"amount":{"amount":"120000.50","currency":"CNY"},"expectedRevenue":{"amount":"12000.05"},"probability":0.1,"closeDate":"2026-09-30","timeInStage":"PT0S","isStagnant":false,"lastActivityAt":null,"source":null,"lead":null,"primaryContact":null}""",
            "{" + read.GetRawText()[(read.GetRawText().IndexOf(',', StringComparison.Ordinal) + 1)..]);
    }

    [Theory]
    [InlineData("""name: " ", amount: { amount: 1, currency: "CNY" }, closeDate: "2026-09-30" """, "VALIDATION name")]
    [InlineData("""name: "x", amount: { amount: -1, currency: "CNY" }, closeDate: "2026-09-30" """, "VALIDATION amount")]
    [InlineData("""name: "x", amount: { amount: "1.23456", currency: "CNY" }, closeDate: "2026-09-30" """, "VALIDATION amount")]
    [InlineData("""name: "x", amount: { amount: 1, currency: "XXX" }, closeDate: "2026-09-30" """, "VALIDATION amount.currency")]
    [InlineData("""name: "x", amount: { amount: 1, currency: "CNY" }, closeDate: "1999-09-30" """, "VALIDATION closeDate")]
    [InlineData("""name: "x", amount: { amount: 1, currency: "CNY" }, closeDate: "2026-09-30", stageKey: "won" """, "VALIDATION stageKey")]
    [InlineData("""name: "x", amount: { amount: 1, currency: "CNY" }, closeDate: "2026-09-30", stageKey: "nowhere" """, "VALIDATION stageKey")]
    [InlineData("""name: "x", amount: { amount: 1, currency: "CNY" }, closeDate: "2026-09-30", source: "nowhere" """, "VALIDATION source")]
    [InlineData("""name: "x", amount: { amount: 1, currency: "CNY" }, closeDate: "2026-09-30", ownerId: "nobody" """, "VALIDATION ownerId")]
    public async Task A_deal_that_makes_no_sense_is_not_created(string input, string refusal)
    {
        await using var db = api.Open();
        var account = await db.Accounts.FirstAsync(TestContext.Current.CancellationToken);
        var before = await db.Opportunities.CountAsync(TestContext.Current.CancellationToken);

        var answer = await api.DataAsync(
            "admin",
            $$"""mutation { createOpportunity(input: { accountId: "{{NodeId.Encode("Account", account.Id.Value)}}", {{input}} }) { opportunity { id } errors { code path } } }""");

        Assert.Equal(refusal, answer.At("createOpportunity").Refusal());
        Assert.Equal(before, await db.Opportunities.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_account_of_another_team_is_not_there()
    {
        await using var db = api.Open();
        var sees = await api.CallerAsync("lucas.keller");
        var hidden = await db.Accounts.FirstAsync(a => a.TeamId != sees.TeamId, TestContext.Current.CancellationToken);

        var answer = await api.DataAsync(
            "lucas.keller",
            $$"""mutation { createOpportunity(input: { name: "x", accountId: "{{NodeId.Encode("Account", hidden.Id.Value)}}", amount: { amount: 1, currency: "EUR" }, closeDate: "2026-09-30" }) { opportunity { id } errors { code path } } }""");

        Assert.Equal("NOT_FOUND accountId", answer.At("createOpportunity").Refusal());
    }

    [Fact]
    public async Task Only_what_is_given_is_changed()
    {
        var id = await api.CreateDealAsync();

        var named = await api.DataAsync("wang.fang", Update, new { input = new { id, version = 1, nextStep = "发送报价单" } });
        var cleared = await api.DataAsync("wang.fang", Update, new { input = new { id, nextStep = (string?)null, amount = new { amount = 99, currency = "EUR" } } });

        Assert.Equal(
            """{"version":2,"name":"移动销售平台","nextStep":"发送报价单","closeDate":"2026-09-30","amount":{"amount":"120000.50","currency":"CNY"}}""",
            named.At("updateOpportunity", "opportunity").GetRawText());
        Assert.Equal(
            """{"version":3,"name":"移动销售平台","nextStep":null,"closeDate":"2026-09-30","amount":{"amount":"99.00","currency":"EUR"}}""",
            cleared.At("updateOpportunity", "opportunity").GetRawText());
    }

    [Fact]
    public async Task What_may_only_be_left_out_must_not_be_null()
    {
        var id = await api.CreateDealAsync();

        var answer = await api.DataAsync("wang.fang", Update, new { input = new { id, name = (string?)null } });

        Assert.Equal("VALIDATION name", answer.At("updateOpportunity").Refusal());
    }

    [Fact]
    public async Task Half_of_a_refused_change_is_not_kept()
    {
        var id = await api.CreateDealAsync();

        var answer = await api.DataAsync("wang.fang", Update, new { input = new { id, name = "新的名称", closeDate = "1999-01-01" } });

        Assert.Equal("VALIDATION closeDate", answer.At("updateOpportunity").Refusal());
        Assert.Equal(("移动销售平台", 1), ((await api.StoredDealAsync(id)).Name, (await api.StoredDealAsync(id)).Version));
    }

    [Fact]
    public async Task An_assigned_deal_goes_to_the_owners_team_and_out_of_sight()
    {
        var id = await api.CreateDealAsync();
        const string Assign = """mutation ($id: ID!, $owner: ID!) { assignOpportunity(input: { opportunityId: $id, ownerId: $owner }) { opportunity { owner { name } team { name } } errors { code path } } }""";
        async Task<string> UserAsync(string mailbox) => NodeId.Encode("User", (await api.CallerAsync(mailbox)).UserId.Value);

        Assert.Equal("FORBIDDEN ownerId", (await api.DataAsync("wang.fang", Assign, new { id, owner = await UserAsync("lucas.keller") })).At("assignOpportunity").Refusal());
        Assert.Equal("FORBIDDEN", (await api.DataAsync("li.haoran", Assign, new { id, owner = await UserAsync("li.haoran") })).At("assignOpportunity").Refusal());
        var assigned = await api.DataAsync("director", Assign, new { id, owner = await UserAsync("lucas.keller") });

        Assert.Equal("""{"owner":{"name":"Lucas Keller"},"team":{"name":"EMEA"}}""", assigned.At("assignOpportunity", "opportunity").GetRawText());
        const string Read = "query ($id: ID!) { opportunity(id: $id) { account { name } } }";
        Assert.Equal("null", (await api.DataAsync("wang.fang", Read, new { id })).GetProperty("opportunity").GetRawText());
        Assert.Equal("上海云帆科技有限公司", (await api.DataAsync("lucas.keller", Read, new { id })).At("opportunity", "account", "name").GetString());
    }
}
