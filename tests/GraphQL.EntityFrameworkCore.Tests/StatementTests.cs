using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Connections;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.EntityFrameworkCore.Sorting;
using CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;
using Microsoft.Extensions.Caching.Memory;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests;

public sealed class StatementTests : IDisposable
{
    private readonly Sales sales = new();
    private readonly SampleRows rows = new(3);

    public StatementTests() => rows.AddTo(sales);

    public void Dispose() => sales.Dispose();

    [Fact]
    public async Task Other_values_need_no_new_query()
    {
        const string query = """
            query ($after: String, $name: String, $rep: ID, $score: Int, $first: Int) {
              deals(first: $first, after: $after, where: { note: { ncontains: $name }, score: { neq: $score }, owner: { id: { neq: $rep } } }, order: [{ score: DESC }]) {
                totalCount edges { cursor } nodes { name amount { amount } company { name owner { name } } calls { subject } }
              }
            }
            """;
        using var queries = new MemoryCache(new MemoryCacheOptions());
        using var alone = new Sales(queries: queries);
        rows.AddTo(alone);
        var compiled = 0;
        for (var i = 0; i < 6; i++)
        {
            var cursor = (string?)(await alone.QueryAsync("{ deals(first: 1, where: { score: { eq: 3 } }, order: [{ score: DESC }]) { edges { cursor } } }"))["deals"]!["edges"]![0]!["cursor"];
            await alone.QueryAsync(query, new { first = 3 + i, after = cursor, name = $"x{i}", score = 5 + i, rep = NodeId.Encode("Rep", rows.Reps[i].Id.Value) });
            if (i == 0)
                compiled = alone.Compilations;
        }

        Assert.InRange(compiled, 1, 10);
        Assert.Equal(compiled, alone.Compilations);
    }

    [Fact]
    public async Task References_to_nodes_of_any_type_cost_one_statement_per_type()
    {
        var data = await sales.QueryAsync("{ deals(first: 10) { nodes { id calls { subject about { __typename id ... on Deal { name } } } } } }");

        Assert.Equal(3, sales.Statements.Count);
        var calls = data["deals"]!["nodes"]!.AsArray().SelectMany(d => d!["calls"]!.AsArray(), (d, c) => (Deal: (string?)d!["id"], About: c!["about"])).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, c => Assert.Equal(("Deal", c.Deal), ((string?)c.About!["__typename"], (string?)c.About["id"])));
    }

    [Fact]
    public async Task A_page_behind_a_cursor_is_found_by_the_index()
    {
        var cursor = (string?)(await sales.QueryAsync("{ deals(first: 3) { pageInfo { endCursor } } }"))["deals"]!["pageInfo"]!["endCursor"];
        await sales.QueryAsync("query ($after: String) { deals(first: 3, after: $after) { nodes { name } } }", new { after = cursor });

        Assert.Equal("SEARCH d USING INDEX IX_Deals_CreatedAt_Id (CreatedAt>?)", sales.Explain(Assert.Single(sales.Statements)));
    }

    [Fact]
    public async Task A_nullable_key_is_sorted_by_the_index()
    {
        await sales.QueryAsync("{ deals(first: 3, order: [{ score: ASC }]) { nodes { name } } }");

        Assert.Equal("SCAN d USING INDEX IX_Deals_Score_Id", sales.Explain(Assert.Single(sales.Statements)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Null_has_its_place_also_where_the_database_would_put_it_elsewhere(bool descending)
    {
        using var db = sales.Open();
        var query = new RowQuery(db.Deals, null!, null!);
        var keys = new Keyset([new SortKey("score", [], (Expression<Func<Deal, int?>>)(d => d.Score), CanBeNull: true, descending), new SortKey("name", [], (Expression<Func<Deal, string>>)(d => d.Name), CanBeNull: false, Descending: false)]);
        keys.Order(query, backward: false, nullsAreSmall: false);
        query.Fetch(row => Expression.Property(row, nameof(Deal.Name)));
        sales.Statements.Clear();

        var names = new List<string?>();
        await foreach (var row in query.ReadAsync(TestContext.Current.CancellationToken))
            names.Add((string?)row[0]);

        var expected = descending ? rows.Deals.OrderByDescending(d => d.Score) : rows.Deals.OrderBy(d => d.Score);
        Assert.Equal(expected.ThenBy(d => d.Name, StringComparer.Ordinal).Select(d => d.Name), names);
        Assert.Contains("CASE", Assert.Single(sales.Statements), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_several_parents_read_their_own_rows_only()
    {
        await sales.QueryAsync("{ companies(first: 5) { nodes { deals(first: 2) { nodes { name } } } } }");

        var sql = sales.Statements[1];
        Assert.Contains("ROW_NUMBER() OVER(PARTITION BY \"d0\".\"CompanyId\" ORDER BY \"d0\".\"CreatedAt\", \"d0\".\"Id\") AS \"row\"", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN d0\n", sales.Explain(sql), StringComparison.Ordinal);
        Assert.Contains("SEARCH d0 USING INDEX IX_Deals_CompanyId_CreatedAt_Id (CompanyId=?)", sales.Explain(sql), StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_beyond_what_one_statement_joins_are_fetched_by_the_next()
    {
        static string Managers(int count) => string.Concat(Enumerable.Repeat("manager { ", count)) + "name" + string.Concat(Enumerable.Repeat(" }", count));
        var deal = rows.Deals.First(d => d.OwnerId is not null && d.CompanyId == rows.Companies[5].Id);
        var data = await sales.QueryAsync(
            $"query ($name: String!) {{ dealByName(name: $name) {{ owner {{ name {Managers(9)} }} company {{ name owner {{ name {Managers(9)} }} }} }} }}", new { name = deal.Name });

        Assert.Equal(rows.Reps.Single(r => r.Id == deal.OwnerId).Name, (string?)data["dealByName"]!["owner"]!["name"]);
        Assert.Equal(rows.Reps[5].Name, (string?)data["dealByName"]!["company"]!["owner"]!["name"]);
        Assert.Equal(rows.Reps[4].ManagerId is null, data["dealByName"]!["company"]!["owner"]!["manager"]!["manager"] is null);
        Assert.Equal(2, sales.Statements.Count);
        Assert.All(sales.Statements, sql => Assert.InRange(sql.Split("LEFT JOIN").Length - 1, 0, 16));
    }

    [Fact]
    public async Task A_list_of_a_nullable_key_is_its_parents()
    {
        var data = await sales.QueryAsync("{ reps { id deals(first: 100, order: [{ id: ASC }]) { totalCount nodes { owner { id } } } } }");

        foreach (var rep in data["reps"]!.AsArray())
        {
            var id = (string?)rep!["id"];
            Assert.Equal(rows.Deals.Count(d => d.OwnerId is { } o && NodeId.Encode("Rep", o.Value) == id), (int?)rep["deals"]!["totalCount"]);
            Assert.All(rep["deals"]!["nodes"]!.AsArray(), d => Assert.Equal(id, (string?)d!["owner"]!["id"]));
        }

        Assert.Equal(3, sales.Statements.Count);
    }

    [Fact]
    public async Task A_later_page_of_several_parents_tells_what_is_before_it()
    {
        var first = await sales.QueryAsync("{ deals(first: 20) { pageInfo { endCursor } } }");
        var after = (string?)first["deals"]!["pageInfo"]!["endCursor"];
        var data = await sales.QueryAsync(
            "query ($after: String) { deals(first: 20) { nodes { name } } companies { nodes { name deals(first: 100, after: $after) { nodes { name } pageInfo { hasPreviousPage hasNextPage } } } } }", new { after });

        var early = data["deals"]!["nodes"]!.AsArray().Select(n => rows.Deals.Single(d => d.Name == (string?)n!["name"])).ToList();
        foreach (var node in data["companies"]!["nodes"]!.AsArray())
        {
            var company = rows.Companies.Single(c => c.Name == (string?)node!["name"]);
            Assert.Equal(early.Any(d => d.CompanyId == company.Id), (bool?)node!["deals"]!["pageInfo"]!["hasPreviousPage"]);
            Assert.False((bool?)node["deals"]!["pageInfo"]!["hasNextPage"]);
            Assert.Equal(rows.Deals.Except(early).Count(d => d.CompanyId == company.Id), node["deals"]!["nodes"]!.AsArray().Count);
        }
    }
}
