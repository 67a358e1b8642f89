using System.Text.Json;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Opportunities;

public sealed class OpportunityQueriesTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task The_largest_deals_come_first_and_the_pages_miss_none()
    {
        const string Page = """
            query ($after: String) {
              opportunities(first: 60, after: $after, order: [{ amount: DESC }, { owner: { name: ASC } }]) { totalCount nodes { number } pageInfo { hasNextPage endCursor } }
            }
            """;
        await using var db = api.Open();
        var expected = (await db.Opportunities.AsNoTracking().IgnoreAutoIncludes().ToListAsync(TestContext.Current.CancellationToken))
            .OrderByDescending(o => o.Amount.Amount).Select(o => o.Amount.Amount).ToList();
        var amounts = await db.Opportunities.IgnoreAutoIncludes().ToDictionaryAsync(o => o.Number, o => o.Amount.Amount, TestContext.Current.CancellationToken);

        var found = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await api.DataAsync("admin", Page, new { after })).GetProperty("opportunities");
            Assert.Equal(expected.Count, page.GetProperty("totalCount").GetInt32());
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("number").GetString()!));
            if (!page.At("pageInfo", "hasNextPage").GetBoolean()) break;
            after = page.At("pageInfo", "endCursor").GetString();
        }

        Assert.Equal(expected, found.Select(n => amounts[n]));
        Assert.Equal(expected.Count, found.Distinct().Count());
    }

    [Theory]
    [InlineData("""{ stage: { kind: { eq: OPEN } }, amount: { amount: { gte: "200000" } } }""")]
    [InlineData("""{ or: [{ owner: { name: { eq: "王芳" } } }, { account: { name: { contains: "科技" } } }] }""")]
    [InlineData("""{ activities: { some: { kind: { eq: MEETING } } }, nextStep: { neq: null } }""")]
    [InlineData("""{ closeDate: { gte: "2026-06-01", lt: "2026-08-01" } }""")]
    public async Task Conditions_narrow_list_and_count_alike(string where)
    {
        var data = await api.DataAsync("admin", $"{{ opportunities(first: 100, where: {where}) {{ totalCount nodes {{ id }} }} all: opportunities {{ totalCount }} }}");

        var count = data.At("opportunities", "totalCount").GetInt32();
        Assert.InRange(count, 1, data.At("all", "totalCount").GetInt32() - 1);
        Assert.Equal(Math.Min(count, 100), data.At("opportunities", "nodes").GetArrayLength());
    }

    [Theory]
    [InlineData("wang.fang")]
    [InlineData("china.manager")]
    [InlineData("director")]
    [InlineData("readonly")]
    public async Task A_caller_sees_and_counts_the_own_teams_deals(string mailbox)
    {
        await using var db = api.Open();
        var expected = await db.Opportunities.VisibleTo(await api.CallerAsync(mailbox)).CountAsync(TestContext.Current.CancellationToken);

        var data = await api.DataAsync(mailbox, "{ opportunities(first: 0) { totalCount nodes { id } } }");

        Assert.Equal(expected, data.At("opportunities", "totalCount").GetInt32());
    }

    [Fact]
    public async Task A_deal_of_another_team_is_not_there_by_whatever_name()
    {
        var id = await api.CreateDealAsync();
        var number = (await api.StoredDealAsync(id)).Number;
        const string Read = """
            query ($id: ID!, $number: String!) {
              opportunity(id: $id) { name } node(id: $id) { id } nodes(ids: [$id]) { id } opportunityByNumber(number: $number) { name }
              opportunities(where: { number: { eq: $number } }) { totalCount } search(text: $number) { id }
            }
            """;

        var hidden = await api.DataAsync("lucas.keller", Read, new { id, number });
        var seen = await api.DataAsync("li.haoran", Read, new { id, number });

        Assert.Equal("""{"opportunity":null,"node":null,"nodes":[null],"opportunityByNumber":null,"opportunities":{"totalCount":0},"search":[]}""", hidden.GetRawText());
        Assert.Equal(1, seen.At("opportunities", "totalCount").GetInt32());
        Assert.Equal("移动销售平台", seen.At("opportunityByNumber", "name").GetString());
        Assert.Equal(id, seen.At("node", "id").GetString());
    }

    [Theory]
    [InlineData("first: 101")]
    [InlineData("first: -1")]
    [InlineData("first: 1, last: 1")]
    [InlineData("after: \"nonsense\"")]
    public async Task A_page_that_cannot_be_is_refused(string arguments)
    {
        var answer = await api.AskAsync("admin", $"{{ opportunities({arguments}) {{ nodes {{ id }} }} }}");

        Assert.Equal("BAD_USER_INPUT", answer.GetProperty("errors")[0].At("extensions", "code").GetString());
    }

    [Fact]
    public async Task A_deal_without_update_for_longer_than_its_stage_allows_is_stagnant()
    {
        var data = await api.DataAsync("admin", "{ opportunities(first: 100) { nodes { isStagnant updatedAt lastActivityAt stage { kind stagnantAfter } } } }");

        var deals = data.At("opportunities", "nodes").EnumerateArray().ToList();
        Assert.Contains(deals, d => d.GetProperty("isStagnant").GetBoolean());
        foreach (var deal in deals)
        {
            var limit = deal.At("stage", "stagnantAfter").ValueKind == JsonValueKind.Null
                ? (TimeSpan?)null
                : System.Xml.XmlConvert.ToTimeSpan(deal.At("stage", "stagnantAfter").GetString()!);
            var last = deal.GetProperty("lastActivityAt").ValueKind == JsonValueKind.Null ? DateTimeOffset.MinValue : deal.GetProperty("lastActivityAt").GetDateTimeOffset();
            var updated = deal.GetProperty("updatedAt").GetDateTimeOffset();
            var quiet = CrmApi.Now - (last > updated ? last : updated);
            Assert.Equal(deal.At("stage", "kind").GetString() == "OPEN" && quiet > limit, deal.GetProperty("isStagnant").GetBoolean());
        }
    }
}
