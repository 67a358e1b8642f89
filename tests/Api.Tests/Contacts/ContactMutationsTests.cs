using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Contacts;

public sealed class ContactMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Create = """
        mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id name title email phone account { name } version } errors { code path } } }
        """;

    private const string Update = """
        mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contact { name phone version } errors { code path } } }
        """;

    [Fact]
    public async Task Personal_data_is_for_those_who_may_see_it()
    {
        var contact = (await api.DataAsync("wang.fang", Create, new { input = new { name = "赵敏", title = "采购总监", email = "min.zhao@example.cn", phone = "+86 21 5550 1234" } })).At("createContact", "contact");
        const string Read = "query ($id: ID!) { contact(id: $id) { name email phone } }";
        var id = contact.GetProperty("id").GetString();

        Assert.Equal("min.zhao@example.cn", contact.GetProperty("email").GetString());
        Assert.Equal("""{"name":"赵敏","email":"min.zhao@example.cn","phone":"+86 21 5550 1234"}""", (await api.DataAsync("li.haoran", Read, new { id })).GetProperty("contact").GetRawText());
        Assert.Equal("""{"name":"赵敏","email":null,"phone":null}""", (await api.DataAsync("marketing", Read, new { id })).GetProperty("contact").GetRawText());
        Assert.Equal("""{"name":"赵敏","email":null,"phone":null}""", (await api.DataAsync("readonly", Read, new { id })).GetProperty("contact").GetRawText());
        Assert.Equal("null", (await api.DataAsync("lucas.keller", Read, new { id })).GetProperty("contact").GetRawText());
    }

    [Fact]
    public async Task Personal_data_cannot_be_guessed_by_filtering()
    {
        var answer = await api.AskAsync("readonly", """{ contacts(where: { email: { startsWith: "a" } }) { totalCount } }""");

        Assert.Equal("GRAPHQL_VALIDATION_FAILED", answer.GetProperty("errors")[0].At("extensions", "code").GetString());
    }

    [Fact]
    public async Task A_change_needs_the_right_to_it()
    {
        var id = (await api.DataAsync("wang.fang", Create, new { input = new { name = "赵敏" } })).At("createContact", "contact", "id").GetString();

        Assert.Equal("FORBIDDEN", (await api.DataAsync("li.haoran", Update, new { input = new { id, name = "x" } })).At("updateContact").Refusal());
        Assert.Equal("NOT_FOUND id", (await api.DataAsync("lucas.keller", Update, new { input = new { id, name = "x" } })).At("updateContact").Refusal());
        Assert.Equal("VALIDATION phone", (await api.DataAsync("wang.fang", Update, new { input = new { id, phone = "call me" } })).At("updateContact").Refusal());
        Assert.Equal("NOT_FOUND accountId", (await api.DataAsync("wang.fang", Create, new { input = new { name = "x", accountId = GraphQL.Configuration.NodeId.Encode("Account", Guid.Empty) } })).At("createContact").Refusal());
        Assert.Equal("""{"name":"赵敏","phone":"021-5550","version":2}""", (await api.DataAsync("wang.fang", Update, new { input = new { id, version = 1, phone = "021-5550" } })).At("updateContact", "contact").GetRawText());
        Assert.Equal("CONFLICT version", (await api.DataAsync("wang.fang", Update, new { input = new { id, version = 1, name = "x" } })).At("updateContact").Refusal());
    }
}
