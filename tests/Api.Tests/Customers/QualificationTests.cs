using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Customers;

public sealed class QualificationTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Selection = "lead { status qualification { framework isQualified score assessedBy { name } criteria { key answer evidence } } }";

    [Fact]
    public async Task A_lead_is_qualified_when_all_four_are_affirmed()
    {
        var leadId = await api.LeadAsync(new { name = "李敏", source = "website" });

        var first = await api.MutateAsync("wang.fang", "qualifyLead", Bant(leadId, ("budget", "YES"), ("authority", "PARTLY")), Selection);
        Assert.Equal("NEW", first.At("lead", "status").GetString());
        Assert.Equal(
            """{"framework":"BANT","isQualified":false,"score":1,"assessedBy":{"name":"王芳"},"criteria":[{"key":"budget","answer":"YES","evidence":"邮件"},{"key":"authority","answer":"PARTLY","evidence":"邮件"},{"key":"need","answer":"UNKNOWN","evidence":null},{"key":"timeline","answer":"UNKNOWN","evidence":null}]}""",
            first.At("lead", "qualification").GetRawText());

        var second = await api.MutateAsync("wang.fang", "qualifyLead", Bant(leadId, ("authority", "YES"), ("need", "YES"), ("timeline", "YES")), Selection);
        Assert.Equal(("QUALIFIED", 4), (second.At("lead", "status").GetString(), second.At("lead", "qualification", "score").GetInt32()));
    }

    [Fact]
    public async Task What_is_wrong_is_refused_with_its_place_and_changes_nothing()
    {
        var leadId = await api.LeadAsync(new { name = "李敏", source = "website" });

        Assert.Equal("VALIDATION criteria.1.key", (await api.MutateAsync("wang.fang", "qualifyLead", Bant(leadId, ("budget", "YES"), ("champion", "YES")), Selection)).Refusal());
        Assert.Equal("VALIDATION criteria", (await api.MutateAsync("wang.fang", "qualifyLead", Bant(leadId), Selection)).Refusal());
        Assert.Equal("FORBIDDEN", (await api.MutateAsync("li.haoran", "qualifyLead", Bant(leadId, ("budget", "YES")), Selection)).Refusal());
        Assert.Equal("NOT_FOUND leadId", (await api.MutateAsync("lucas.keller", "qualifyLead", Bant(leadId, ("budget", "YES")), Selection)).Refusal());

        Assert.Equal("null", (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { qualification { score } } }", new { id = leadId })).At("lead", "qualification").GetRawText());
    }

    [Fact]
    public async Task A_deal_is_assessed_likewise()
    {
        var dealId = await api.CreateDealAsync();
        var input = new { opportunityId = dealId, framework = "MEDDIC", criteria = new[] { new { key = "champion", answer = "YES" } } };

        var payload = await api.MutateAsync("wang.fang", "qualifyOpportunity", input, "opportunity { version qualification { framework score isQualified } }");

        Assert.Equal("""{"version":2,"qualification":{"framework":"MEDDIC","score":1,"isQualified":false}}""", payload.At("opportunity").GetRawText());
    }

    private static object Bant(string leadId, params (string Key, string Answer)[] answers) =>
        new { leadId, framework = "BANT", criteria = answers.Select(a => new { key = a.Key, answer = a.Answer, evidence = "邮件" }) };
}
