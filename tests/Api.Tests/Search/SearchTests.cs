using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Search;

public sealed class SearchTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Find = """
        query ($text: String!, $first: Int) {
          search(text: $text, first: $first) {
            __typename id ... on Account { name } ... on Contact { name } ... on Lead { name company } ... on Opportunity { number name } ... on Activity { subject }
          }
        }
        """;

    [Fact]
    public async Task A_name_in_any_place_and_in_any_kind_of_record_is_found()
    {
        await api.DataAsync("wang.fang", """
            mutation {
              createAccount(input: { name: "广州凤凰自动化有限公司" }) { account { id } }
              createLead(input: { name: "陈凤凰", company: "Phoenix Ltd", source: "website" }) { lead { id } }
              createContact(input: { name: "凤凰" }) { contact { id } }
              logActivity(input: { kind: NOTE, subject: "与凤凰公司通话" }) { activity { id } }
            }
            """);

        var found = await SearchAsync("wang.fang", "凤凰");

        Assert.Equal(["Contact", "Account", "Lead", "Activity"], found.Select(f => f.GetProperty("__typename").GetString()).Order(Comparer<string?>.Create((a, b) => Place(a) - Place(b))));
        Assert.Equal("凤凰", found[0].GetProperty("name").GetString());
        Assert.Equal("与凤凰公司通话", found[^1].GetProperty("subject").GetString());
        Assert.Equal(["陈凤凰"], (await SearchAsync("wang.fang", "PHOENIX lt")).Select(f => f.GetProperty("name").GetString()));
        Assert.Empty(await SearchAsync("lucas.keller", "凤凰"));

        static int Place(string? type) => Array.IndexOf(["Contact", "Account", "Lead", "Activity"], type);
    }

    [Fact]
    public async Task A_number_finds_its_deal()
    {
        var number = (await api.StoredDealAsync(await api.CreateDealAsync())).Number;

        Assert.Equal([number], (await SearchAsync("wang.fang", $" {number.ToLowerInvariant()} ")).Select(f => f.GetProperty("number").GetString()));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("  ")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\0")]
    [InlineData("司\0x")]
    public async Task Signs_with_a_meaning_in_patterns_have_none_here(string text) => Assert.Empty(await SearchAsync("admin", text));

    [Fact]
    public async Task What_costs_too_much_is_refused()
    {
        Assert.Equal("BAD_USER_INPUT", CodeOf(await api.AskAsync("admin", Find, new { text = "a", first = 101 })));
        Assert.Equal("BAD_USER_INPUT", CodeOf(await api.AskAsync("admin", Find, new { text = new string('a', 101) })));
        Assert.Equal(3, (await SearchAsync("admin", "a", 3)).Count);
        Assert.InRange(api.StatementCount, 6, 10);
    }

    private static string? CodeOf(JsonElement answer) => answer.GetProperty("errors")[0].At("extensions", "code").GetString();

    private async Task<IReadOnlyList<JsonElement>> SearchAsync(string mailbox, string text, int? first = null) =>
        [.. (await api.DataAsync(mailbox, Find, new { text, first })).GetProperty("search").EnumerateArray()];
}
