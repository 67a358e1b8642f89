using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Accounts;

public sealed class CustomerProfileTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Profile = """
        query ($id: ID!) {
          opportunity(id: $id) { account { profile {
            decisionMakers { name email } wonAmount { amount currency } openAmount { amount currency } unconverted averageCycle satisfaction lastContactAt preferredChannel risk
          } } }
        }
        """;

    [Fact]
    public async Task A_profile_is_made_of_the_deals_contacts_and_activities_of_a_customer()
    {
        var deal = await api.CreateDealAsync();
        var boss = await api.CreateContactOfDealAsync(deal, "张总");
        await api.DataAsync("wang.fang", "mutation ($input: SetStakeholderInput!) { setStakeholder(input: $input) { errors { code } } }", new { input = new { opportunityId = deal, contactId = boss, role = "ECONOMIC_BUYER", attitude = "SUPPORTIVE", influence = 5 } });
        foreach (var kind in new[] { "CALL", "VISIT", "CALL", "NOTE" })
            await api.DataAsync("wang.fang", "mutation ($input: LogActivityInput!) { logActivity(input: $input) { errors { code } } }", new { input = new { kind, subject = "联系", outcome = "好", opportunityId = deal } });

        Assert.Equal(
            """{"decisionMakers":[{"name":"张总","email":"lei@yunfan.example"}],"wonAmount":{"amount":"0.00","currency":"CNY"},"openAmount":{"amount":"120000.50","currency":"CNY"},"unconverted":[],"averageCycle":null,"satisfaction":null,"lastContactAt":"2026-06-15T12:00:00Z","preferredChannel":"CALL","risk":null}""",
            (await api.DataAsync("wang.fang", Profile, new { id = deal })).At("opportunity", "account", "profile").GetRawText());

        api.Time.Advance(TimeSpan.FromDays(91));
        await api.DataAsync("wang.fang", """mutation ($id: ID!) { winOpportunity(input: { opportunityId: $id, reason: "value" }) { errors { code } } }""", new { id = deal });
        var later = (await api.DataAsync("readonly", Profile, new { id = deal })).At("opportunity", "account", "profile");
        Assert.Equal(("120000.50", "0.00", "P91D", "NO_CONTACT_90_DAYS"), (later.At("wonAmount", "amount").GetString(), later.At("openAmount", "amount").GetString(), later.GetProperty("averageCycle").GetString(), later.GetProperty("risk").GetString()));
        Assert.Equal("""[{"name":"张总","email":null}]""", later.GetProperty("decisionMakers").GetRawText());
    }
}
