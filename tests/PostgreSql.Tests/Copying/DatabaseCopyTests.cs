using CrmGraph.Domain.Teams;
using CrmGraph.PostgreSql.Tests.Hosting;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.PostgreSql.Tests.Copying;

/// <summary>A CRM that moves from its SQLite file to PostgreSQL goes on as if nothing had happened.</summary>
public sealed class DatabaseCopyTests
{
    private static readonly string[] Questions =
    [
        "{ opportunities(first: 40) { totalCount nodes { id number name amount { amount currency } expectedRevenue { amount } stage { id key } account { id name } owner { name } closeDate stageHistory { at to { key } by { name } } } pageInfo { endCursor } } }",
        "{ leads(first: 40, order: [{ name: ASC }]) { totalCount nodes { id name company status score scoreBreakdown { rule points } duplicates { similarity matchedOn } } pageInfo { endCursor } } }",
        "{ accounts(first: 40, order: [{ name: DESC }]) { nodes { id name contacts(first: 3) { nodes { id name email } } profile { wonAmount { amount } risk } } } }",
        "{ quotes(first: 40) { nodes { number lines { product total { amount } } approval { status } } } contracts(first: 40) { nodes { number outstanding { amount } instalments { dueOn payments { reference } } } } }",
        """{ pipelines { id stages { key exitCriteria { key } } } leaderboard(period: { from: "2026-01-01", to: "2026-07-01" }) { rank user { name } wonAmount { amount } } }""",
        """{ search(text: "科技", first: 20) { nodes { __typename } } }""",
    ];

    [Fact]
    public async Task The_copy_answers_as_the_file_does_and_its_cursors_and_ids_go_on()
    {
        await using var file = await DemoDatabase.CopySqliteAsync();
        await using var database = await TestDatabase.CreateAsync();

        var (code, output, errors) = await CopyAsync(file, database);

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.Matches("Copied: [0-9]+ tables, [0-9,]+ rows; rows, [0-9]+ sums and the checksums of all values are the same on both sides.", output);
        Assert.DoesNotContain("DIFFERENT", output, StringComparison.Ordinal);
        await using var before = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = file });
        await using var after = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = database });
        foreach (var role in new[] { Role.Admin, Role.SalesRep })
        {
            var (asBefore, asAfter) = (await before.AsAsync(role), await after.AsAsync(role));
            foreach (var question in Questions) Assert.Equal((await asBefore.ExecuteAsync(question)).Body.GetRawText(), (await asAfter.ExecuteAsync(question)).Body.GetRawText());
            await PageOnAsync(asBefore, asAfter);
        }
    }

    [Fact]
    public async Task What_is_logged_and_counted_goes_on_where_it_was()
    {
        await using var file = await DemoDatabase.CopySqliteAsync();
        await using var database = await TestDatabase.CreateAsync();
        await CopyAsync(file, database);
        await using var before = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = file });
        await using var after = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = database });

        var (first, second) = (await NewDealAsync(before), await NewDealAsync(after));

        Assert.Equal(first, second);
        Assert.Equal(
            await before.ReadAsync(db => db.Events.OrderByDescending(e => e.Position).Select(e => e.Position).FirstAsync()),
            await after.ReadAsync(db => db.Events.OrderByDescending(e => e.Position).Select(e => e.Position).FirstAsync()));
    }

    [Fact]
    public async Task A_database_that_holds_something_is_not_copied_into()
    {
        await using var file = await DemoDatabase.CopySqliteAsync();
        await using var database = await DemoDatabase.CopyAsync();
        await using var watch = await database.WatchAsync();
        var state = await watch.StateAsync();

        var (code, _, errors) = await CopyAsync(file, database);

        Assert.Equal(1, code);
        Assert.StartsWith("ConnectionStrings:Crm: The target is not empty: ", errors, StringComparison.Ordinal);
        Assert.Contains("Users (", errors, StringComparison.Ordinal);
        Assert.Equal(state, await watch.StateAsync());
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_not_made()
    {
        await using var file = new SqliteFile();
        await using var database = await TestDatabase.CreateAsync();

        var (code, _, errors) = await CopyAsync(file, database);

        Assert.Equal(1, code);
        Assert.Equal("--from: the SQLite database cannot be opened; is it there?", errors.TrimEnd());
    }

    [Fact]
    public async Task It_goes_the_other_way_too()
    {
        await using var database = await DemoDatabase.CopyAsync();
        await using var file = new SqliteFile();

        var (code, output, errors) = await HostRun.RunAsync(
            "database", "copy", $"--from={database.ConnectionString}", "--from-provider=PostgreSql", "--Database:Provider=Sqlite", $"--ConnectionStrings:Crm={file.ConnectionString}");

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("the same on both sides", output, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Errors)> CopyAsync(TestDatabase from, TestDatabase to) =>
        HostRun.RunAsync("database", "copy", $"--from={from.ConnectionString}", $"--Database:Provider={to.Provider}", $"--ConnectionStrings:Crm={to.ConnectionString}");

    // what was begun on one is finished on the other
    private static async Task PageOnAsync(CrmClient before, CrmClient after)
    {
        const string Page = "query ($after: String) { accounts(first: 7, after: $after, order: [{ industry: ASC }, { name: DESC }]) { nodes { id } pageInfo { endCursor } } }";
        string? cursor = null;
        for (var i = 0; i < 3; i++)
        {
            var (left, right) = (await before.QueryAsync(Page, new { after = cursor }), await after.QueryAsync(Page, new { after = cursor }));
            Assert.Equal(left.GetRawText(), right.GetRawText());
            cursor = left.GetProperty("accounts").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }
    }

    private static async Task<string?> NewDealAsync(CrmApplication app)
    {
        var client = await app.AsAsync("wang.fang@crmgraph.example");
        var account = (await client.QueryAsync("{ accounts(first: 1) { nodes { id } } }")).GetProperty("accounts").GetProperty("nodes")[0].GetProperty("id").GetString();
        var made = await client.QueryAsync(
            "mutation ($input: CreateOpportunityInput!) { createOpportunity(input: $input) { opportunity { number } errors { message } } }",
            new { input = new { accountId = account, name = "二期", amount = new { amount = "5", currency = "CNY" }, closeDate = "2026-09-30" } });
        return made.GetProperty("createOpportunity").GetProperty("opportunity").GetProperty("number").GetString();
    }
}
