using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Customers;

public sealed class ConversionTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Selection = """
        lead { id status convertedOpportunity { id } } account { id name owner { name } } contact { id name email }
        opportunity { id number name owner { name } amount { amount currency } closeDate stage { key } source { key } lead { id } primaryContact { name } lastActivityAt qualification { score } activities { nodes { subject lead { id } account { name } } } }
        """;

    [Fact]
    public async Task A_lead_becomes_an_account_a_contact_and_an_opportunity_with_its_timeline()
    {
        var company = Customers.Unique("云帆");
        var leadId = await api.LeadAsync(new { name = "李敏", company, email = $"{company}@customer.example", source = "website" });
        await api.CallAsync(leadId, "需求电话");
        await api.MutateAsync("wang.fang", "qualifyLead", new { leadId, framework = "BANT", criteria = new[] { new { key = "budget", answer = "YES" } } }, "lead { id }");

        var made = await api.MutateAsync("wang.fang", "convertLead", new { leadId, opportunityName = "CRM 一期", amount = new { amount = "1200.50", currency = "CNY" }, closeDate = "2026-09-30" }, Selection);

        Assert.Equal("[]", made.GetProperty("errors").GetRawText());
        var opportunity = made.GetProperty("opportunity");
        Assert.Equal(("CONVERTED", opportunity.GetProperty("id").GetString()), (made.At("lead", "status").GetString(), made.At("lead", "convertedOpportunity", "id").GetString()));
        Assert.Equal((company, "王芳"), (made.At("account", "name").GetString(), made.At("account", "owner", "name").GetString()));
        Assert.Equal(("李敏", $"{company}@customer.example"), (made.At("contact", "name").GetString(), made.At("contact", "email").GetString()));
        Assert.Equal(
            ("CRM 一期", "1200.50", "2026-09-30", "requirement", "website", leadId, "李敏", 1),
            (opportunity.GetProperty("name").GetString(), opportunity.At("amount", "amount").GetString(), opportunity.GetProperty("closeDate").GetString(), opportunity.At("stage", "key").GetString(),
            opportunity.At("source", "key").GetString(), opportunity.At("lead", "id").GetString(), opportunity.At("primaryContact", "name").GetString(), opportunity.At("qualification", "score").GetInt32()));
        Assert.Equal($$$$"""[{"subject":"需求电话","lead":{"id":"{{{{leadId}}}}"},"account":{"name":"{{{{company}}}}"}}]""", opportunity.At("activities", "nodes").GetRawText());
        Assert.NotEqual(JsonValueKind.Null, opportunity.GetProperty("lastActivityAt").ValueKind);
    }

    [Fact]
    public async Task A_second_time_the_same_is_the_answer_and_nothing_is_made()
    {
        var leadId = await api.LeadAsync(new { name = "李敏", company = Customers.Unique("锐诚"), source = "website" });
        var first = await api.MutateAsync("wang.fang", "convertLead", new { leadId }, Selection);
        var before = await CountsAsync();

        var second = await api.MutateAsync("wang.fang", "convertLead", new { leadId, opportunityName = "另一个" }, Selection);

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Of_many_at_once_all_get_the_one_opportunity()
    {
        var leadId = await api.LeadAsync(new { name = "李敏", company = Customers.Unique("博远"), source = "website" });
        var before = await CountsAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => api.MutateAsync("wang.fang", "convertLead", new { leadId }, "opportunity { id }"))));

        Assert.Single(answers.Select(a => a.GetRawText()).Distinct());
        Assert.Equal("[]", answers[0].GetProperty("errors").GetRawText());
        Assert.Equal((before.Accounts + 1, before.Contacts + 1, before.Opportunities + 1), await CountsAsync());
    }

    [Fact]
    public async Task An_account_of_the_same_name_and_a_contact_of_the_same_address_are_used()
    {
        var name = Customers.Unique("蓝海");
        var accountId = (await api.MutateAsync("wang.fang", "createAccount", new { name = $"{name}科技有限公司" }, "account { id }")).At("account", "id").GetString();
        var contactId = (await api.MutateAsync("wang.fang", "createContact", new { accountId, name = "李敏", email = $"{name}@customer.example" }, "contact { id }")).At("contact", "id").GetString();
        var leadId = await api.LeadAsync(new { name = "Li Min", company = $"{name}科技股份有限公司", email = $"{name}@CUSTOMER.example", source = "website" });

        var made = await api.MutateAsync("wang.fang", "convertLead", new { leadId }, Selection);

        Assert.Equal((accountId, contactId), (made.At("account", "id").GetString(), made.At("contact", "id").GetString()));
    }

    [Fact]
    public async Task A_lead_without_a_company_becomes_an_account_of_its_own_name()
    {
        var name = Customers.Unique("个人");
        var leadId = await api.LeadAsync(new { name, source = "website" });

        var made = await api.MutateAsync("wang.fang", "convertLead", new { leadId }, Selection);

        Assert.Equal((name, name, "0.00", "2026-09-13"), (made.At("account", "name").GetString(), made.At("opportunity", "name").GetString(), made.At("opportunity", "amount", "amount").GetString(), made.At("opportunity", "closeDate").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_converted_is_refused_and_nothing_is_made()
    {
        var leadId = await api.LeadAsync(new { name = "李敏", company = Customers.Unique("天工"), source = "website" });
        var foreign = (await api.MutateAsync("lucas.keller", "createAccount", new { name = Customers.Unique("Zenith") }, "account { id }")).At("account", "id").GetString();
        var before = await CountsAsync();

        Assert.Equal("NOT_FOUND accountId", await RefusalAsync("wang.fang", new { leadId, accountId = foreign }));
        Assert.Equal("NOT_FOUND leadId", await RefusalAsync("lucas.keller", new { leadId }));
        Assert.Equal("FORBIDDEN", await RefusalAsync("li.haoran", new { leadId }));
        Assert.Equal("FORBIDDEN", await RefusalAsync("marketing", new { leadId }));
        Assert.Equal("VALIDATION opportunityName", await RefusalAsync("wang.fang", new { leadId, opportunityName = " " }));
        Assert.Equal("VALIDATION amount.currency", await RefusalAsync("wang.fang", new { leadId, amount = new { amount = "1", currency = "ZZZ" } }));
        Assert.Equal("VALIDATION closeDate", await RefusalAsync("wang.fang", new { leadId, closeDate = "1999-01-01" }));
        Assert.Equal(before, await CountsAsync());
        Assert.Equal("NEW", (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { status } }", new { id = leadId })).At("lead", "status").GetString());
    }

    [Fact]
    public async Task The_gate_is_configuration_and_a_refusal_lists_everything_that_is_missing()
    {
        const string Policy = "conversionPolicy { framework minAffirmed minScore fields version }";
        var leadId = await api.LeadAsync(new { name = "李敏", source = "website" });
        Assert.Equal("FORBIDDEN", (await api.MutateAsync("director", "saveConversionPolicy", new { framework = "BANT" }, Policy)).Refusal());
        Assert.Equal("VALIDATION minAffirmed", (await api.MutateAsync("admin", "saveConversionPolicy", new { minAffirmed = 2 }, Policy)).Refusal());

        var saved = await api.MutateAsync("admin", "saveConversionPolicy", new { framework = "BANT", fields = new[] { "COMPANY", "NEED" } }, Policy);
        await api.MutateAsync("wang.fang", "qualifyLead", new { leadId, framework = "BANT", criteria = new[] { new { key = "budget", answer = "YES" }, new { key = "need", answer = "PARTLY" } } }, "lead { id }");
        var refused = await api.MutateAsync("wang.fang", "convertLead", new { leadId }, Selection);
        await api.MutateAsync("admin", "saveConversionPolicy", new { version = saved.At("conversionPolicy", "version").GetInt32() }, Policy);

        Assert.Equal("NOT_QUALIFIED leadId", refused.Refusal());
        Assert.Equal(
            """[{"criterion":"bant.authority","expected":"YES","actual":"UNKNOWN"},{"criterion":"bant.need","expected":"YES","actual":"PARTLY"},{"criterion":"bant.timeline","expected":"YES","actual":"UNKNOWN"},{"criterion":"company","expected":"a value","actual":null},{"criterion":"need","expected":"a value","actual":null}]""",
            refused.GetProperty("errors")[0].GetProperty("unmet").GetRawText());
        Assert.Equal("[]", (await api.MutateAsync("wang.fang", "convertLead", new { leadId }, Selection)).GetProperty("errors").GetRawText());
    }

    private async Task<string> RefusalAsync(string mailbox, object input) => (await api.MutateAsync(mailbox, "convertLead", input, Selection)).Refusal();

    private async Task<(int Accounts, int Contacts, int Opportunities)> CountsAsync()
    {
        var data = await api.DataAsync("admin", "{ accounts { totalCount } contacts { totalCount } opportunities { totalCount } }");
        return (data.At("accounts", "totalCount").GetInt32(), data.At("contacts", "totalCount").GetInt32(), data.At("opportunities", "totalCount").GetInt32());
    }
}
