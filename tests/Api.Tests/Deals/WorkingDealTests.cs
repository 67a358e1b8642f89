using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Deals;

public sealed class WorkingDealTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string SetStakeholder = """
        mutation ($input: SetStakeholderInput!) {
          setStakeholder(input: $input) {
            opportunity { version stakeholders { contact { name email } role attitude influence reportsTo { name } notes } } errors { code path message }
          }
        }
        """;

    private const string Update = """
        mutation ($input: UpdateOpportunityInput!) {
          updateOpportunity(input: $input) { opportunity { competitors primaryContact { name } source { key } version } errors { code path } }
        }
        """;

    [Fact]
    public async Task A_stakeholder_is_set_once_per_contact_and_seen_with_the_deal()
    {
        var deal = await api.CreateDealAsync();
        var (boss, clerk) = (await ContactAsync(deal, "张总"), await ContactAsync(deal, "小李"));

        await SetAsync(new { opportunityId = deal, contactId = clerk, role = "USER", attitude = "UNKNOWN", influence = 1 });
        await SetAsync(new { opportunityId = deal, contactId = boss, role = "DECISION_MAKER", attitude = "NEUTRAL", influence = 5, notes = "看重服务" });
        var set = await SetAsync(new { opportunityId = deal, contactId = clerk, role = "CHAMPION", attitude = "SUPPORTIVE", influence = 3, reportsToId = boss });

        Assert.Equal(
            """{"version":4,"stakeholders":[{"contact":{"name":"张总","email":"lei@yunfan.example"},"role":"DECISION_MAKER","attitude":"NEUTRAL","influence":5,"reportsTo":null,"notes":"看重服务"},{"contact":{"name":"小李","email":"lei@yunfan.example"},"role":"CHAMPION","attitude":"SUPPORTIVE","influence":3,"reportsTo":{"name":"张总"},"notes":null}]}""",
            set.GetProperty("opportunity").GetRawText());
        var masked = await api.DataAsync("readonly", "query ($id: ID!) { opportunity(id: $id) { stakeholders { contact { name email } role } } }", new { id = deal });
        Assert.Equal("""[{"contact":{"name":"张总","email":null},"role":"DECISION_MAKER"},{"contact":{"name":"小李","email":null},"role":"CHAMPION"}]""", masked.At("opportunity", "stakeholders").GetRawText());

        const string Remove = "mutation ($deal: ID!, $contact: ID!) { removeStakeholder(input: { opportunityId: $deal, contactId: $contact }) { opportunity { stakeholders { role } } errors { code path } } }";
        Assert.Equal("""[{"role":"CHAMPION"}]""", (await api.DataAsync("wang.fang", Remove, new { deal, contact = boss })).At("removeStakeholder", "opportunity", "stakeholders").GetRawText());
        Assert.Equal("NOT_FOUND contactId", (await api.DataAsync("wang.fang", Remove, new { deal, contact = boss })).At("removeStakeholder").Refusal());
    }

    [Fact]
    public async Task A_stakeholder_belongs_to_the_account_and_superiors_form_no_circle()
    {
        var (deal, other) = (await api.CreateDealAsync(), await api.CreateDealAsync());
        var (a, b, c, stranger) = (await ContactAsync(deal, "甲"), await ContactAsync(deal, "乙"), await ContactAsync(deal, "丙"), await ContactAsync(other, "外人"));
        await SetAsync(new { opportunityId = deal, contactId = a, role = "USER", attitude = "UNKNOWN", influence = 1, reportsToId = b });
        await SetAsync(new { opportunityId = deal, contactId = b, role = "USER", attitude = "UNKNOWN", influence = 1, reportsToId = c });

        Assert.Equal("VALIDATION reportsToId", (await SetAsync(new { opportunityId = deal, contactId = c, role = "USER", attitude = "UNKNOWN", influence = 1, reportsToId = a })).Refusal());
        Assert.Equal("VALIDATION reportsToId", (await SetAsync(new { opportunityId = deal, contactId = c, role = "USER", attitude = "UNKNOWN", influence = 1, reportsToId = c })).Refusal());
        Assert.Equal("VALIDATION reportsToId", (await SetAsync(new { opportunityId = deal, contactId = c, role = "USER", attitude = "UNKNOWN", influence = 1, reportsToId = stranger })).Refusal());
        Assert.Equal("VALIDATION contactId", (await SetAsync(new { opportunityId = deal, contactId = stranger, role = "USER", attitude = "UNKNOWN", influence = 1 })).Refusal());
        Assert.Equal("VALIDATION influence", (await SetAsync(new { opportunityId = deal, contactId = c, role = "USER", attitude = "UNKNOWN", influence = 6 })).Refusal());
        Assert.Equal("FORBIDDEN", (await SetAsync(new { opportunityId = deal, contactId = c, role = "USER", attitude = "UNKNOWN", influence = 1 }, "li.haoran")).Refusal());
        Assert.Equal(3, (await api.StoredDealAsync(deal)).Version);
    }

    [Fact]
    public async Task Competitors_are_named_and_the_one_that_won_joins_them()
    {
        var deal = await api.CreateDealAsync();
        var contact = await ContactAsync(deal, "张总");

        var named = (await api.DataAsync("wang.fang", Update, new { input = new { id = deal, competitors = new[] { " 云图软件", "Acorn CRM", "acorn crm" }, primaryContactId = contact, source = "website" } })).GetProperty("updateOpportunity");
        Assert.Equal("""{"competitors":["云图软件","Acorn CRM"],"primaryContact":{"name":"张总"},"source":{"key":"website"},"version":2}""", named.GetProperty("opportunity").GetRawText());
        Assert.Equal("VALIDATION competitors", (await api.DataAsync("wang.fang", Update, new { input = new { id = deal, competitors = new[] { " " } } })).At("updateOpportunity").Refusal());
        Assert.Equal("VALIDATION source", (await api.DataAsync("wang.fang", Update, new { input = new { id = deal, source = "moon" } })).At("updateOpportunity").Refusal());
        Assert.Equal("NOT_FOUND primaryContactId", (await api.DataAsync("wang.fang", Update, new { input = new { id = deal, primaryContactId = await api.ContactOfOtherTeamAsync() } })).At("updateOpportunity").Refusal());

        var lost = await api.DataAsync("wang.fang", """mutation ($id: ID!) { loseOpportunity(input: { opportunityId: $id, reason: "competitor", competitor: "Halcyon Suite" }) { opportunity { competitors } } }""", new { id = deal });
        Assert.Equal("""["云图软件","Acorn CRM","Halcyon Suite"]""", lost.At("loseOpportunity", "opportunity", "competitors").GetRawText());
    }

    [Fact]
    public async Task A_negotiation_is_a_list_of_changed_terms()
    {
        var deal = await api.CreateDealAsync();
        const string Record = """
            mutation ($input: RecordNegotiationInput!) { recordNegotiation(input: $input) { opportunity { version negotiation { term from to feedback by { name } at } } errors { code path } } }
            """;

        api.Time.Advance(TimeSpan.FromMinutes(1));
        await api.DataAsync("wang.fang", Record, new { input = new { opportunityId = deal, term = "付款方式", from = "一次付清", to = "三期", feedback = "财务总监同意" } });
        api.Time.Advance(TimeSpan.FromMinutes(1));
        var recorded = (await api.DataAsync("wang.fang", Record, new { input = new { opportunityId = deal, term = "折扣", to = "九折" } })).At("recordNegotiation", "opportunity");

        Assert.Equal(3, recorded.GetProperty("version").GetInt32());
        Assert.Equal(["付款方式 一次付清 三期 财务总监同意 王芳", "折扣  九折  王芳"], recorded.GetProperty("negotiation").EnumerateArray().Select(e =>
            $"{e.GetProperty("term").GetString()} {e.GetProperty("from").GetString()} {e.GetProperty("to").GetString()} {e.GetProperty("feedback").GetString()} {e.At("by", "name").GetString()}"));
        Assert.Equal("VALIDATION to", (await api.DataAsync("wang.fang", Record, new { input = new { opportunityId = deal, term = "折扣", to = " " } })).At("recordNegotiation").Refusal());
        Assert.Equal("FORBIDDEN", (await api.DataAsync("readonly", Record, new { input = new { opportunityId = deal, term = "折扣", to = "八折" } })).At("recordNegotiation").Refusal());
        Assert.Equal("NOT_FOUND opportunityId", (await api.DataAsync("lucas.keller", Record, new { input = new { opportunityId = deal, term = "折扣", to = "八折" } })).At("recordNegotiation").Refusal());
    }

    [Fact]
    public async Task Time_in_a_stage_is_added_up_over_its_visits_and_still_runs_in_the_present_one()
    {
        var deal = await api.CreateDealAsync();
        foreach (var (key, hours) in new[] { ("quote", 2), ("requirement", 3), ("quote", 4) })
        {
            api.Time.Advance(TimeSpan.FromHours(hours));
            await api.DataAsync("wang.fang", "mutation ($id: ID!, $stage: ID!) { moveOpportunity(input: { opportunityId: $id, stageId: $stage }) { errors { code } } }", new { id = deal, stage = await api.StageIdAsync(key) });
        }
        api.Time.Advance(TimeSpan.FromMinutes(5));

        const string Times = "query ($id: ID!) { opportunity(id: $id) { stageTimes { stage { key } visits total current } stageHistory { timeInFrom } timeInStage } }";
        Assert.Equal(
            """{"stageTimes":[{"stage":{"key":"requirement"},"visits":2,"total":"PT6H","current":null},{"stage":{"key":"quote"},"visits":2,"total":"PT3H5M","current":"PT5M"}],"stageHistory":[{"timeInFrom":null},{"timeInFrom":"PT2H"},{"timeInFrom":"PT3H"},{"timeInFrom":"PT4H"}],"timeInStage":"PT5M"}""",
            (await api.DataAsync("wang.fang", Times, new { id = deal })).GetProperty("opportunity").GetRawText());
    }

    private async Task<JsonElement> SetAsync(object input, string mailbox = "wang.fang") => (await api.DataAsync(mailbox, SetStakeholder, new { input })).GetProperty("setStakeholder");

    private Task<string> ContactAsync(string deal, string name) => api.CreateContactOfDealAsync(deal, name);
}
