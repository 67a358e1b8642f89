using CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests;

public sealed class SelectionTests : IDisposable
{
    private readonly Sales sales = new();
    private readonly SampleRows rows = new(1);

    public SelectionTests() => rows.AddTo(sales);

    public void Dispose() => sales.Dispose();

    [Fact]
    public async Task Only_selected_columns_are_read()
    {
        var data = await sales.QueryAsync("{ deals(first: 2) { nodes { name } } }");

        Assert.Equal(2, data["deals"]!["nodes"]!.AsArray().Count);
        var sql = Assert.Single(sales.Statements);
        Assert.Equal(
            """
            SELECT "d"."Name"
            FROM "Deals" AS "d"
            ORDER BY "d"."CreatedAt", "d"."Id"
            LIMIT @Value
            """,
            sql.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_reference_is_a_left_join_behind_the_limit()
    {
        await sales.QueryAsync("{ deals(first: 2) { nodes { name owner { name } } } }");

        var sql = Assert.Single(sales.Statements);
        Assert.Equal(
            """
            SELECT "d0"."Name", "r"."Id" IS NULL, "r"."Name"
            FROM (
                SELECT "d"."Id", "d"."CreatedAt", "d"."Name", "d"."OwnerId"
                FROM "Deals" AS "d"
                ORDER BY "d"."CreatedAt", "d"."Id"
                LIMIT @Value
            ) AS "d0"
            LEFT JOIN "Reps" AS "r" ON "d0"."OwnerId" = "r"."Id"
            ORDER BY "d0"."CreatedAt", "d0"."Id"
            """,
            sql.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Everything_comes_back_as_it_is_stored()
    {
        var deal = rows.Deals.First(d => d is { OwnerId: not null, Score: not null, DueOn: not null, Spent: not null });
        var data = await sales.QueryAsync(
            """
            query ($name: String!) {
              dealByName(name: $name) {
                id name phase isHot score note dueOn spent createdAt probability label
                amount { amount currency } expected { amount }
                company { id name owner { name manager { name } } } owner { id name }
              }
            }
            """,
            new { name = deal.Name });

        var found = data["dealByName"]!;
        Assert.Single(sales.Statements);
        Assert.Equal(deal.Name, (string?)found["name"]);
        Assert.Equal(deal.Phase.ToString().ToUpperInvariant(), (string?)found["phase"]);
        Assert.Equal(deal.IsHot, (bool?)found["isHot"]);
        Assert.Equal(deal.Score, (int?)found["score"]);
        Assert.Equal($"{deal.Name}/{deal.Phase}", (string?)found["label"]);
        Assert.Equal(deal.Amount.Amount, decimal.Parse((string)found["amount"]!["amount"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(deal.Amount.Currency, (string?)found["amount"]!["currency"]);
        Assert.Equal(deal.Amount.Times(deal.Probability).Amount, decimal.Parse((string)found["expected"]!["amount"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(rows.Reps.Single(r => r.Id == deal.OwnerId).Name, (string?)found["owner"]!["name"]);
    }

    [Fact]
    public async Task A_computed_field_reads_the_columns_it_needs()
    {
        await sales.QueryAsync("{ deals(first: 1) { nodes { expected { amount } } } }");

        var sql = Assert.Single(sales.Statements);
        Assert.StartsWith("SELECT \"d\".\"Amount_Amount\", \"d\".\"Amount_Currency\", \"d\".\"Probability\"\n", sql.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_levels_of_lists_cost_three_statements()
    {
        await sales.QueryAsync(
            """
            { companies { nodes { name owner { name } deals(first: 3) { nodes { name calls { subject by { name } } helpers { name } } } } } }
            """);

        Assert.Equal(4, sales.Statements.Count);
    }

    [Fact]
    public async Task Aliased_references_share_a_join()
    {
        await sales.QueryAsync("{ deals { nodes { a: owner { name } b: owner { region } } } }");

        Assert.Equal(2, Assert.Single(sales.Statements).Split("LEFT JOIN").Length);
    }

    [Fact]
    public async Task A_total_count_alone_reads_no_rows()
    {
        var data = await sales.QueryAsync("{ deals { totalCount } }");

        Assert.Equal(60, (int?)data["deals"]!["totalCount"]);
        Assert.StartsWith("SELECT COUNT(*)", Assert.Single(sales.Statements), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_in_memory_have_their_references_and_lists_fetched_in_batches()
    {
        var deal = rows.Deals.First(d => d.OwnerId is not null);
        var data = await sales.QueryAsync("query ($name: String!) { loadedDeal(name: $name) { owner { name deals { totalCount } } calls { by { name } } } }", new { name = deal.Name });

        Assert.Equal(rows.Deals.Count(d => d.OwnerId == deal.OwnerId), (int?)data["loadedDeal"]!["owner"]!["deals"]!["totalCount"]);
        Assert.Equal(rows.Calls.Count(c => c.DealId == deal.Id), data["loadedDeal"]!["calls"]!.AsArray().Count);
        Assert.Equal(4, sales.Statements.Count);
    }

    [Fact]
    public async Task What_the_caller_does_not_see_is_null()
    {
        var hidden = rows.Deals.First(d => rows.Companies.Single(c => c.Id == d.CompanyId).IsSecret);
        var data = await sales.QueryAsync("query ($name: String!) { dealByName(name: $name) { company { name } } }", new { name = hidden.Name });

        Assert.Null(data["dealByName"]!["company"]);
    }

    [Fact]
    public async Task Linked_lists_hold_what_the_links_lead_to()
    {
        var data = await sales.QueryAsync("{ deals { nodes { name helpers { name } } } }");

        foreach (var node in data["deals"]!["nodes"]!.AsArray())
        {
            var deal = rows.Deals.Single(d => d.Name == (string?)node!["name"]);
            var expected = rows.Helpers.Where(h => h.DealId == deal.Id).Select(h => rows.Reps.Single(r => r.Id == h.RepId).Name).Order(StringComparer.Ordinal);
            Assert.Equal(expected, node!["helpers"]!.AsArray().Select(h => (string?)h!["name"]));
        }
    }

    [Fact]
    public async Task Nodes_of_several_types_cost_one_statement_per_type()
    {
        var data = await sales.QueryAsync("""{ search(text: " 1") { __typename id ... on Rep { name } ... on Deal { name owner { name } } } }""");

        var found = data["search"]!.AsArray();
        Assert.Equal(4, sales.Statements.Count);
        Assert.Equal(rows.Reps.Count(r => r.Name.Contains(" 1", StringComparison.Ordinal)), found.Count(n => (string?)n!["__typename"] == "Rep"));
        var ids = found.Select(n => (string)n!["id"]!).ToArray();
        var again = await sales.QueryAsync("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = ids.Append("nonsense") });
        Assert.Equal(ids.Append(null), again["nodes"]!.AsArray().Select(n => (string?)n?["id"]));
        Assert.Equal(2, sales.Statements.Count);
    }
}
