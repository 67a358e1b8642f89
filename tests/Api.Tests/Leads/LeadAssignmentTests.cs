using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Leads;

public sealed class LeadAssignmentTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task Leads_from_the_website_go_to_the_east_one_after_the_other()
    {
        var owners = new List<string?>();
        await Task.WhenAll(Enumerable.Range(0, 9).Select(async i =>
        {
            var lead = await CreateAsync("marketing", new { name = $"李{i}", company = $"测试{i}甲乙丙{i}", source = "website" });
            Assert.Equal("华东组", lead.At("team", "name").GetString());
            Assert.Equal("官网注册 → 华东组", lead.At("assignment", "rule").GetString());
            lock (owners) owners.Add(lead.At("owner", "name").GetString());
        }));

        // three sellers, and never more than one lead between the most and the least loaded once they are level
        Assert.True(owners.Distinct().Count() > 1, string.Join(' ', owners));
    }

    [Fact]
    public async Task What_a_seller_enters_is_the_seller_s()
    {
        var lead = await CreateAsync("lucas.keller", new { name = "Anna Berg", source = "website" });

        Assert.Equal(("Lucas Keller", JsonValueKind.Null), (lead.At("owner", "name").GetString(), lead.GetProperty("assignment").ValueKind));
    }

    [Fact]
    public async Task A_lead_is_given_to_a_user_or_to_a_team_and_to_exactly_one()
    {
        const string Assign = "mutation ($input: AssignLeadInput!) { assignLead(input: $input) { lead { owner { name } team { name } } errors { code path } } }";
        var me = (await api.DataAsync("li.haoran", "{ me { id team { id } } }")).GetProperty("me");
        var (userId, teamId) = (me.GetProperty("id").GetString(), me.At("team", "id").GetString());
        var leadId = (await CreateAsync("wang.fang", new { name = "李明", source = "website" })).GetProperty("id").GetString();

        Assert.Equal("VALIDATION ownerId", (await api.DataAsync("wang.fang", Assign, new { input = new { leadId } })).At("assignLead").Refusal());
        Assert.Equal("VALIDATION ownerId", (await api.DataAsync("wang.fang", Assign, new { input = new { leadId, ownerId = userId, teamId } })).At("assignLead").Refusal());
        Assert.Equal("FORBIDDEN", (await api.DataAsync("li.haoran", Assign, new { input = new { leadId, ownerId = userId } })).At("assignLead").Refusal());
        Assert.Equal("NOT_FOUND leadId", (await api.DataAsync("lucas.keller", Assign, new { input = new { leadId, teamId } })).At("assignLead").Refusal());
        Assert.Equal("""{"owner":null,"team":{"name":"华东组"}}""", (await api.DataAsync("wang.fang", Assign, new { input = new { leadId, teamId } })).At("assignLead", "lead").GetRawText());
        Assert.Equal("""{"owner":{"name":"李浩然"},"team":{"name":"华东组"}}""", (await api.DataAsync("li.haoran", Assign, new { input = new { leadId, ownerId = userId } })).At("assignLead", "lead").GetRawText());
    }

    private async Task<JsonElement> CreateAsync(string mailbox, object input) =>
        (await api.DataAsync(mailbox, "mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id owner { name } team { name } assignment { rule } } errors { code message } } }", new { input })).At("createLead", "lead");
}
