using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Leads;

public sealed class LeadMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Create = """
        mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id name company email status score grade source { name } owner { name } team { name } version } errors { code path } } }
        """;

    private const string Update = """
        mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { name company need version } errors { code path } } }
        """;

    [Fact]
    public async Task A_lead_belongs_to_who_enters_it()
    {
        var lead = (await api.DataAsync("wang.fang", Create, new { input = new { name = "李明", company = "晨星软件", email = "ming.li@example.cn", source = "website" } })).At("createLead", "lead");

        Assert.Equal(
            """{"name":"李明","company":"晨星软件","email":"ming.li@example.cn","status":"NEW","score":5,"grade":"D","source":{"name":"官网注册"},"owner":{"name":"王芳"},"team":{"name":"华东组"},"version":1}""",
            "{" + lead.GetRawText()[(lead.GetRawText().IndexOf(',', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    public async Task What_marketing_brings_in_waits_to_be_assigned()
    {
        var lead = (await api.DataAsync("marketing", Create, new { input = new { name = "李明", source = "exhibition" } })).At("createLead", "lead");

        Assert.Equal("null", lead.GetProperty("owner").GetRawText());
    }

    [Theory]
    [InlineData("readonly", "李明", "website", "FORBIDDEN")]
    [InlineData("finance", "李明", "website", "FORBIDDEN")]
    [InlineData("wang.fang", "", "website", "VALIDATION name")]
    [InlineData("wang.fang", "李明", "gossip", "VALIDATION source")]
    public async Task A_refused_lead_is_not_there(string mailbox, string name, string source, string refusal)
    {
        var before = await CountAsync();

        Assert.Equal(refusal, (await api.DataAsync(mailbox, Create, new { input = new { name, source } })).At("createLead").Refusal());

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_malformed_address_does_not_fit_the_schema()
    {
        var answer = await api.AskAsync("wang.fang", Create, new { input = new { name = "李明", source = "website", email = "nobody" } });

        Assert.Equal("BAD_USER_INPUT", answer.GetProperty("errors")[0].At("extensions", "code").GetString());
    }

    [Fact]
    public async Task A_change_needs_the_right_to_it_and_the_current_version()
    {
        var id = (await api.DataAsync("wang.fang", Create, new { input = new { name = "李明", source = "website" } })).At("createLead", "lead", "id").GetString();

        Assert.Equal("FORBIDDEN", (await api.DataAsync("li.haoran", Update, new { input = new { id, need = "x" } })).At("updateLead").Refusal());
        Assert.Equal("NOT_FOUND id", (await api.DataAsync("lucas.keller", Update, new { input = new { id, need = "x" } })).At("updateLead").Refusal());
        Assert.Equal("FORBIDDEN", (await api.DataAsync("readonly", Update, new { input = new { id, need = "x" } })).At("updateLead").Refusal());
        Assert.Equal("""{"name":"李明","company":null,"need":"移动销售","version":2}""", (await api.DataAsync("wang.fang", Update, new { input = new { id, version = 1, need = "移动销售" } })).At("updateLead", "lead").GetRawText());
        Assert.Equal("CONFLICT version", (await api.DataAsync("east.manager", Update, new { input = new { id, version = 1, need = "x" } })).At("updateLead").Refusal());
    }

    private async Task<int> CountAsync() => (await api.DataAsync("admin", "{ leads { totalCount } }")).At("leads", "totalCount").GetInt32();
}
