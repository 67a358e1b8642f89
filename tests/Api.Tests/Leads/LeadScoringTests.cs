using CrmGraph.Api.Tests.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Leads;

public sealed class LeadScoringTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Fields = "id version score isSalesReady scoreBreakdown { rule points } behaviours { kind detail }";

    [Fact]
    public async Task The_breakdown_of_every_lead_of_the_demo_sums_to_its_score_also_when_time_has_passed()
    {
        api.Time.Advance(TimeSpan.FromMinutes(30));
        var after = "null";
        do
        {
            var page = (await api.DataAsync("admin", $"{{ leads(first: 100, after: {after}) {{ nodes {{ name score scoreBreakdown {{ points }} }} pageInfo {{ hasNextPage endCursor }} }} }}")).GetProperty("leads");
            foreach (var lead in page.GetProperty("nodes").EnumerateArray())
                Assert.Equal(lead.GetProperty("score").GetInt32(), lead.GetProperty("scoreBreakdown").EnumerateArray().Sum(c => c.GetProperty("points").GetInt32()));
            after = page.At("pageInfo", "hasNextPage").GetBoolean() ? $"\"{page.At("pageInfo", "endCursor").GetString()}\"" : "";
        }
        while (after.Length > 0);
    }

    [Fact]
    public async Task What_a_lead_does_counts_at_once_and_is_no_new_version()
    {
        var id = await CreateAsync("wang.fang", new { name = "李明", source = "exhibition" });

        var lead = (await api.DataAsync("wang.fang", $"mutation ($input: RecordLeadBehaviourInput!) {{ recordLeadBehaviour(input: $input) {{ lead {{ {Fields} }} errors {{ code }} }} }}", new { input = new { leadId = id, kind = "pageVisit", detail = "/pricing" } })).At("recordLeadBehaviour", "lead");

        Assert.Equal(1, lead.GetProperty("version").GetInt32());
        Assert.Equal("""[{"rule":"page_visit","points":3}]""", lead.GetProperty("scoreBreakdown").GetRawText());
        Assert.Equal("""[{"kind":"pageVisit","detail":"/pricing"}]""", lead.GetProperty("behaviours").GetRawText());
    }

    [Fact]
    public async Task A_meeting_that_took_place_counts_as_behaviour()
    {
        var id = await CreateAsync("wang.fang", new { name = "李明", source = "exhibition" });

        await api.DataAsync("wang.fang", "mutation ($input: LogActivityInput!) { logActivity(input: $input) { errors { code } } }", new { input = new { kind = "MEETING", subject = "方案讨论", outcome = "好", leadId = id } });

        var lead = (await api.DataAsync("wang.fang", $"query ($id: ID!) {{ lead(id: $id) {{ {Fields} }} }}", new { id })).GetProperty("lead");
        Assert.Equal("""[{"rule":"meeting","points":15}]""", lead.GetProperty("scoreBreakdown").GetRawText());
    }

    [Fact]
    public async Task A_model_is_saved_as_the_next_version_scores_all_leads_and_leaves_the_older_ones_readable()
    {
        // the other tests go by the model of the demo
        await using var own = new CrmApi();
        await own.InitializeAsync();
        const string Save = "mutation ($input: SaveScoringModelInput!) { saveScoringModel(input: $input) { scoringModel { version } errors { code path ... on ConflictError { currentVersion } } } }";
        var current = (await own.DataAsync("wang.fang", "{ scoringModel { version } }")).At("scoringModel", "version").GetInt32();
        var model = new { version = current, maxScore = 50, gradeA = 40, gradeB = 30, gradeC = 20, salesReady = 40, profileRules = new[] { new { name = "all", field = "COMPLETENESS", points = 40 } }, behaviourRules = Array.Empty<object>() };

        Assert.Equal(current + 1, (await own.DataAsync("admin", Save, new { input = model })).At("saveScoringModel", "scoringModel", "version").GetInt32());
        Assert.Equal("CONFLICT version", (await own.DataAsync("admin", Save, new { input = model })).At("saveScoringModel").Refusal());
        Assert.Equal("FORBIDDEN", (await own.DataAsync("marketing", Save, new { input = model })).At("saveScoringModel").Refusal());

        await using var db = own.Open();
        Assert.Equal(0, await db.Leads.CountAsync(l => l.ScoringVersion != current + 1 || l.Score > 40, TestContext.Current.CancellationToken));
        Assert.Equal(100, (await own.DataAsync("wang.fang", $"{{ scoringModel(version: 1) {{ maxScore }} }}")).At("scoringModel", "maxScore").GetInt32());
    }

    [Fact]
    public async Task READ_ONLY_can_neither_filter_nor_sort_leads_by_personal_data()
    {
        foreach (var argument in new[] { "where: { email: { startsWith: \"a\" } }", "where: { or: [{ phone: { eq: null } }] }", "order: [{ email: ASC }]", "order: [{ phone: DESC }]" })
        {
            var answer = await api.AskAsync("readonly", $"{{ leads({argument}) {{ totalCount }} }}");
            Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].At("extensions", "code").GetString());
            Assert.False((await api.AskAsync("wang.fang", $"{{ leads({argument}) {{ totalCount }} }}")).TryGetProperty("errors", out _));
        }
    }

    [Fact]
    public async Task READ_ONLY_sees_all_leads_without_e_mail_and_phone_and_finds_none_by_them()
    {
        var id = await CreateAsync("wang.fang", new { name = "沈默", company = "隐私测试", email = "hidden.mailbox@privacy.example", phone = "+86 13912349876", source = "exhibition" });
        const string One = "query ($id: ID!) { lead(id: $id) { name company email phone submissions { submissionId } } }";

        var seen = (await api.DataAsync("readonly", One, new { id })).GetProperty("lead");
        Assert.Equal("""{"name":"沈默","company":"隐私测试","email":null,"phone":null,"submissions":[]}""", System.Text.RegularExpressions.Regex.Unescape(seen.GetRawText()));
        Assert.Equal("hidden.mailbox@privacy.example", (await api.DataAsync("wang.fang", One, new { id })).At("lead", "email").GetString());
        const string Count = "{ leads { totalCount } }";
        Assert.Equal((await api.DataAsync("admin", Count)).GetRawText(), (await api.DataAsync("readonly", Count)).GetRawText());

        Assert.Equal(1, await HitsAsync("隐私测试"));
        Assert.Equal(0, await HitsAsync("hidden.mailbox"));
        Assert.Equal(0, await HitsAsync("13912349876"));

        async Task<int> HitsAsync(string text) =>
            (await api.DataAsync("readonly", "query ($text: String!) { search(text: $text) { __typename } }", new { text })).GetProperty("search").GetArrayLength();
    }

    private async Task<string> CreateAsync(string mailbox, object input) =>
        (await api.DataAsync(mailbox, "mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } errors { code } } }", new { input })).At("createLead", "lead", "id").GetString()!;
}
