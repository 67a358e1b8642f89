using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Customers;

public sealed class DuplicateTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task The_same_customer_is_refused_with_who_it_is_and_entered_when_that_is_meant()
    {
        var email = $"li@{Customers.Unique("min")}.example";
        var first = await api.LeadAsync(new { name = "李敏", email, source = "website" });
        var again = new { name = "Li Min", email = email.ToUpperInvariant(), source = "exhibition" };

        var refused = await api.MutateAsync("li.haoran", "createLead", again, "lead { id }");

        Assert.Equal("DUPLICATE email", refused.Refusal());
        Assert.Equal($$$"""[{"similarity":0.95,"matchedOn":["email"],"record":{"id":"{{{first}}}","__typename":"Lead"}}]""", refused.GetProperty("errors")[0].GetProperty("candidates").GetRawText());
        Assert.Equal("null", refused.GetProperty("lead").GetRawText());
        await api.LeadAsync(new { again.name, again.email, again.source, allowDuplicate = true }, "li.haoran");
        var duplicates = (await api.DataAsync("wang.fang", "query ($id: ID!) { lead(id: $id) { duplicates { similarity matchedOn record { ... on Lead { name owner { name } } } } } }", new { id = first })).At("lead", "duplicates");
        Assert.Equal("""[{"similarity":0.95,"matchedOn":["email"],"record":{"name":"Li Min","owner":{"name":"李浩然"}}}]""", duplicates.GetRawText());
    }

    [Fact]
    public async Task Of_a_customer_of_another_team_only_the_team_is_told()
    {
        var company = $"{Customers.Unique("Zephyr")} Ltd";
        await api.LeadAsync(new { name = "Emma Keller", company, source = "website" }, "lucas.keller");

        var refused = await api.MutateAsync("wang.fang", "createLead", new { name = "Emma K.", company = company.Replace(" Ltd", ", Inc.", StringComparison.Ordinal), source = "website" }, "lead { id }");
        var draft = new { draft = new { entity = "LEAD", company } };
        var report = (await api.DataAsync("wang.fang", "query ($draft: DuplicateDraftInput!) { findDuplicates(draft: $draft) { policy threshold isRefused candidates { similarity } hidden { similarity team } } }", draft)).At("findDuplicates");

        Assert.Equal("DUPLICATE company", refused.Refusal());
        Assert.Equal("[]", refused.GetProperty("errors")[0].GetProperty("candidates").GetRawText());
        Assert.Contains("owner team EMEA", refused.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"policy":"WARN","threshold":0.8,"isRefused":true,"candidates":[],"hidden":[{"similarity":0.85,"team":"EMEA"}]}""", report.GetRawText());
        var forbidden = await api.AskAsync("readonly", "query ($draft: DuplicateDraftInput!) { findDuplicates(draft: $draft) { policy } }", draft);
        Assert.Equal("FORBIDDEN", forbidden.GetProperty("errors")[0].At("extensions", "code").GetString());
    }

    [Fact]
    public async Task A_change_that_makes_a_duplicate_is_refused_and_one_that_leaves_it_one_is_not()
    {
        var phone = $"138{Random.Shared.Next(10_000_000, 99_999_999)}";
        await api.LeadAsync(new { name = "李敏", phone, source = "website" });
        var other = await api.LeadAsync(new { name = "王五", source = "website" });

        Assert.Equal("DUPLICATE phone", (await api.MutateAsync("wang.fang", "updateLead", new { id = other, phone = $"+86 {phone}" }, "lead { phone }")).Refusal());
        Assert.Equal("[]", (await api.MutateAsync("wang.fang", "updateLead", new { id = other, phone, allowDuplicate = true }, "lead { phone }")).GetProperty("errors").GetRawText());
        Assert.Equal("[]", (await api.MutateAsync("wang.fang", "updateLead", new { id = other, phone = $"+86 {phone}", need = "x" }, "lead { phone }")).GetProperty("errors").GetRawText());
    }

    [Fact]
    public async Task A_customer_who_was_given_up_may_come_back()
    {
        var email = $"{Customers.Unique("min")}@customer.example";
        var first = await api.LeadAsync(new { name = "李敏", email, source = "website" });
        await using (var db = api.Open())
        {
            var lead = db.Leads.Single(l => l.Email == email);
            lead.Disqualify("没有预算", CrmApi.Now);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var second = await api.LeadAsync(new { name = "李敏", email, source = "website" });

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Of_accounts_of_the_same_name_the_second_is_refused_and_a_registration_number_is_taken_for_good()
    {
        var name = Customers.Unique("云帆");
        var number = Customers.Unique("91");
        var id = (await api.MutateAsync("wang.fang", "createAccount", new { name = $"{name}有限公司", registrationNumber = number }, "account { id }")).At("account", "id").GetString();

        Assert.Equal("DUPLICATE name", (await api.MutateAsync("wang.fang", "createAccount", new { name = $"{name}股份有限公司" }, "account { id }")).Refusal());
        var taken = await api.MutateAsync("wang.fang", "createAccount", new { name = Customers.Unique(), registrationNumber = number, allowDuplicate = true }, "account { id }");
        Assert.Equal("DUPLICATE registrationNumber", taken.Refusal());
        Assert.Equal(id, taken.GetProperty("errors")[0].GetProperty("candidates")[0].At("record", "id").GetString());
    }

    [Fact]
    public async Task Only_administrators_decide_and_BLOCK_cannot_be_overridden()
    {
        const string Selection = "duplicatePolicy { entity mode threshold version }";
        var name = Customers.Unique("锐诚");
        await api.MutateAsync("wang.fang", "createAccount", new { name }, "account { id }");

        Assert.Equal("FORBIDDEN", (await api.MutateAsync("director", "saveDuplicatePolicy", new { entity = "ACCOUNT", mode = "BLOCK" }, Selection)).Refusal());
        Assert.Equal("VALIDATION threshold", (await api.MutateAsync("admin", "saveDuplicatePolicy", new { entity = "ACCOUNT", mode = "BLOCK", threshold = 0 }, Selection)).Refusal());
        var saved = await api.MutateAsync("admin", "saveDuplicatePolicy", new { entity = "ACCOUNT", mode = "BLOCK" }, Selection);
        Assert.Equal("""{"entity":"ACCOUNT","mode":"BLOCK","threshold":0.8,"version":1}""", saved.GetProperty("duplicatePolicy").GetRawText());
        Assert.Equal("DUPLICATE name", (await api.MutateAsync("wang.fang", "createAccount", new { name, allowDuplicate = true }, "account { id }")).Refusal());
        Assert.Equal("[]", (await api.MutateAsync("admin", "saveDuplicatePolicy", new { entity = "ACCOUNT", mode = "ALLOW", version = 1 }, Selection)).GetProperty("errors").GetRawText());
        Assert.Equal("[]", (await api.MutateAsync("wang.fang", "createAccount", new { name }, "account { id }")).GetProperty("errors").GetRawText());
        Assert.Equal("CONFLICT version", (await api.MutateAsync("admin", "saveDuplicatePolicy", new { entity = "ACCOUNT", mode = "WARN", version = 1 }, Selection)).Refusal());
        await api.MutateAsync("admin", "saveDuplicatePolicy", new { entity = "ACCOUNT", mode = "WARN" }, Selection);
        Assert.Equal(
            """[{"entity":"LEAD","mode":"WARN"},{"entity":"ACCOUNT","mode":"WARN"},{"entity":"CONTACT","mode":"ALLOW"}]""",
            (await api.DataAsync("wang.fang", "{ duplicatePolicies { entity mode } }")).GetProperty("duplicatePolicies").GetRawText());
    }

    [Theory]
    [InlineData("createLead", "lead { id }")]
    [InlineData("createAccount", "account { id }")]
    public async Task Of_those_who_enter_the_same_customer_at_once_exactly_one_succeeds(string mutation, string selection)
    {
        var name = Customers.Unique("同时");
        object input = mutation == "createLead" ? new { name, company = $"{name}公司", source = "website" } : new { name };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => api.MutateAsync(i % 2 == 0 ? "wang.fang" : "lucas.keller", mutation, input, selection))));

        Assert.Equal(1, answers.Count(a => a.GetProperty("errors").GetArrayLength() == 0));
        Assert.All(answers.Where(a => a.GetProperty("errors").GetArrayLength() > 0), a => Assert.StartsWith("DUPLICATE", a.Refusal(), StringComparison.Ordinal));
    }
}
