using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests;

public sealed class PagingTests : IDisposable
{
    private const string Forward = "query ($first: Int, $after: String, $order: [DealSortInput!]) { deals(first: $first, after: $after, order: $order) { edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";
    private const string Backward = "query ($last: Int, $before: String, $order: [DealSortInput!]) { deals(last: $last, before: $before, order: $order) { edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }";

    private readonly Sales sales = new();
    private readonly SampleRows rows = new(11, deals: 40);

    public PagingTests() => rows.AddTo(sales);

    public static TheoryData<string> Orders =>
    [
        "[]", "[{ \"score\": \"ASC\" }]", "[{ \"score\": \"DESC\" }]", "[{ \"note\": \"ASC\" }]", "[{ \"note\": \"DESC\" }]", "[{ \"isHot\": \"ASC\" }]", "[{ \"phase\": \"DESC\" }]",
        "[{ \"dueOn\": \"DESC\" }]", "[{ \"spent\": \"ASC\" }]", "[{ \"createdAt\": \"DESC\" }]", "[{ \"touchedAt\": \"ASC\" }]", "[{ \"amount\": \"DESC\" }]",
        "[{ \"probability\": \"ASC\" }]", "[{ \"id\": \"DESC\" }]", "[{ \"owner\": { \"name\": \"ASC\" } }]", "[{ \"owner\": { \"region\": \"DESC\" } }, { \"score\": \"ASC\" }]",
        "[{ \"company\": { \"owner\": { \"manager\": { \"name\": \"ASC\" } } } }]", "[{ \"isHot\": \"DESC\" }, { \"dueOn\": \"ASC\" }, { \"score\": \"DESC\" }]",
        "[{ \"owner\": { \"id\": \"ASC\" } }]", "[{ \"company\": { \"industry\": \"ASC\" } }, { \"touchedAt\": \"DESC\" }]",
    ];

    public void Dispose() => sales.Dispose();

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_together_are_the_whole_list_in_both_directions(string order)
    {
        var whole = Names((await sales.QueryAsync(Forward, new { first = 100, order = JsonNode.Parse(order) }))["deals"]!);
        Assert.Equal(40, whole.Distinct().Count());

        Assert.Equal(whole, await WalkAsync(Forward, order, "first", "after", "endCursor", "hasNextPage"));
        Assert.Equal(whole, await WalkAsync(Backward, order, "last", "before", "startCursor", "hasPreviousPage"));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Inserts_and_deletes_between_pages_lose_and_repeat_nothing(string order)
    {
        var kept = rows.Deals.Select(d => d.Name).ToHashSet();
        var seen = new List<string>();
        string? after = null;
        while (true)
        {
            var page = (await sales.QueryAsync(Forward, new { first = 3, after, order = JsonNode.Parse(order) }))["deals"]!;
            seen.AddRange(Names(page));
            if ((bool)page["pageInfo"]!["hasNextPage"]! is false)
                break;
            after = (string?)page["pageInfo"]!["endCursor"];

            // The row that the cursor was made of goes, and another comes.
            using var db = sales.Open();
            var last = Names(page)[^1];
            db.Remove(db.Deals.Single(d => d.Name == last));
            db.Add(rows.NextDeal());
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), kept);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Pages_of_several_parents_are_each_parents_own(string order)
    {
        var data = await sales.QueryAsync(
            "query ($order: [DealSortInput!]) { companies { nodes { all: deals(first: 100, order: $order) { nodes { name } } head: deals(first: 2, order: $order) { nodes { name } pageInfo { hasNextPage } } tail: deals(last: 2, order: $order) { nodes { name } pageInfo { hasPreviousPage } totalCount } } } }",
            new { order = JsonNode.Parse(order) });

        foreach (var company in data["companies"]!["nodes"]!.AsArray())
        {
            string[] NamesOf(string alias) => [.. company![alias]!["nodes"]!.AsArray().Select(n => (string)n!["name"]!)];
            var all = NamesOf("all");
            Assert.Equal(all.Take(2), NamesOf("head"));
            Assert.Equal(all.TakeLast(2), NamesOf("tail"));
            Assert.Equal(all.Length > 2, (bool?)company!["head"]!["pageInfo"]!["hasNextPage"]);
            Assert.Equal(all.Length > 2, (bool?)company!["tail"]!["pageInfo"]!["hasPreviousPage"]);
            Assert.Equal(all.Length, (int?)company!["tail"]!["totalCount"]);
        }

        Assert.Equal(5, sales.Statements.Count);
    }

    [Theory]
    [InlineData("first: 101", "\"first\" must be between 0 and 100; it is 101.")]
    [InlineData("first: -1", "\"first\" must be between 0 and 100; it is -1.")]
    [InlineData("last: 101", "\"last\" must be between 0 and 100; it is 101.")]
    [InlineData("first: 1, last: 1", "Give either \"first\" or \"last\", not both.")]
    [InlineData("after: \"x\"", "The value of \"after\" is not a cursor.")]
    [InlineData("before: \"\"", "The value of \"before\" is not a cursor.")]
    [InlineData("after: \"bnVsbA\"", "The value of \"after\" is not a cursor.")]
    [InlineData("order: [{}]", "An entry of \"order\" takes exactly one field, not 0; give an entry for each.")]
    [InlineData("order: [{ name: ASC, score: DESC }]", "An entry of \"order\" takes exactly one field, not 2; give an entry for each.")]
    [InlineData("order: [{ name: null }]", "\"name\" of \"order\" takes a direction, not null.")]
    public async Task What_cannot_be_meant_is_refused(string arguments, string message)
    {
        Assert.Equal(message, await sales.RefusalAsync($"{{ deals({arguments}) {{ nodes {{ name }} }} }}"));
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var data = await sales.QueryAsync("{ deals(first: 1) { edges { cursor } } }");
        var cursor = (string?)data["deals"]!["edges"]![0]!["cursor"];

        var message = await sales.RefusalAsync("query ($after: String) { deals(after: $after, order: [{ name: ASC }]) { nodes { name } } }", new { after = cursor });

        Assert.Equal("The cursor in \"after\" belongs to another list or another \"order\"; begin again without it.", message);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_forged_cursor_is_refused_or_is_a_position(string order)
    {
        var data = await sales.QueryAsync(Forward, new { first = 1, order = JsonNode.Parse(order) });
        var entries = JsonNode.Parse(Base64Url.DecodeFromChars((string)data["deals"]!["pageInfo"]!["endCursor"]!))!.AsArray();
        string[] forged = ["null", "true", "0", "-1", "9223372036854775807", "1e400", "\"\"", "\"x\"", "\"1e400\"", "\"2026-01-01\"", "[]", "{}"];
        for (var i = 1; i < entries.Count; i++)
        {
            foreach (var value in forged)
            {
                var copy = entries.DeepClone().AsArray();
                copy[i] = JsonNode.Parse(value);
                var answer = await sales.ExecuteAsync(Forward, new { first = 1, after = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(copy.ToJsonString())), order = JsonNode.Parse(order) });

                Assert.True(answer["errors"] is null || (string?)answer["errors"]![0]!["message"] == "The value of \"after\" is not a cursor.", $"{copy.ToJsonString()} {answer.ToJsonString()} {string.Join(' ', sales.Faults)}");
            }
        }
    }

    [Fact]
    public async Task Pages_tell_whether_there_is_more_on_either_side()
    {
        var all = (await sales.QueryAsync("{ deals(first: 100) { edges { cursor node { name } } } }"))["deals"]!["edges"]!.AsArray();
        var (second, last) = ((string?)all[1]!["cursor"], (string?)all[^1]!["cursor"]);
        const string query = "query ($first: Int, $after: String, $last: Int, $before: String) { deals(first: $first, after: $after, last: $last, before: $before) { pageInfo { hasNextPage hasPreviousPage } nodes { name } } }";

        async Task<(bool? Next, bool? Previous, int Count)> Ask(object variables)
        {
            var deals = (await sales.QueryAsync(query, variables))["deals"]!;
            return ((bool?)deals["pageInfo"]!["hasNextPage"], (bool?)deals["pageInfo"]!["hasPreviousPage"], deals["nodes"]!.AsArray().Count);
        }

        Assert.Equal((true, false, 5), await Ask(new { first = 5 }));
        Assert.Equal((true, true, 5), await Ask(new { first = 5, after = second }));
        Assert.Equal((false, true, 38), await Ask(new { first = 100, after = second }));
        Assert.Equal((true, false, 39), await Ask(new { first = 100, before = last }));
        Assert.Equal((false, true, 5), await Ask(new { last = 5 }));
        Assert.Equal((true, true, 5), await Ask(new { last = 5, before = last }));
        Assert.Equal((true, true, 37), await Ask(new { last = 100, after = second, before = last }));
        Assert.Equal((true, false, 0), await Ask(new { first = 0 }));
        Assert.Equal((false, true, 0), await Ask(new { after = last }));
    }

    [Fact]
    public async Task A_page_without_arguments_has_25_items()
    {
        Assert.Equal(25, Names((await sales.QueryAsync(Forward))["deals"]!).Count);
    }

    private async Task<List<string>> WalkAsync(string query, string order, string size, string from, string cursor, string more)
    {
        var walked = new List<string>();
        JsonNode? position = null;
        while (true)
        {
            var page = (await sales.QueryAsync(query, new Dictionary<string, object?> { [size] = 7, [from] = position, ["order"] = JsonNode.Parse(order) }))["deals"]!;
            if (size == "first")
                walked.AddRange(Names(page));
            else
                walked.InsertRange(0, Names(page));
            position = page["pageInfo"]![cursor]!.DeepClone();
            if (!(bool)page["pageInfo"]![more]!)
                return walked;
        }
    }

    private static List<string> Names(JsonNode connection) => [.. connection["edges"]!.AsArray().Select(e => (string)e!["node"]!["name"]!)];

    [Fact]
    public async Task Pages_in_pages_are_refused_before_they_are_fetched()
    {
        using var small = new Sales(maxNodes: 120);
        new SampleRows(3).AddTo(small);
        await small.QueryAsync("{ companies(first: 5) { nodes { deals(first: 20) { nodes { name } } } } }");

        var refusal = await small.RefusalAsync("{ companies(first: 5) { nodes { deals(first: 100) { nodes { name } } } } }");

        Assert.Equal("The pages of this operation could hold more than 120 objects together. Ask for smaller pages, or nest fewer of them.", refusal);
        Assert.Single(small.Statements);
    }
}
