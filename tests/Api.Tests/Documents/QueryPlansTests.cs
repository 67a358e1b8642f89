using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Documents;

/// <summary>
/// The queries that clients ask most find their rows by indexes, and docs/queries.md shows how. After a change that is meant, the
/// test with CRMGRAPH_WRITE_DOCS=1 in the environment writes the document anew.
/// </summary>
public sealed partial class QueryPlansTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string File = "docs/queries.md";

    // a handful of rows each, or only what has not been folded yet
    private static readonly string[] Small = ["Pipelines", "Stages", "Users", "Teams", "LeadSources", "CloseReasons", "ExchangeRates", "FunnelEntries", "ApprovalPolicies"];

    private static readonly AskedQuery[] Queries =
    [
        new("The newest opportunities, all that there are", "admin", "{ opportunities(first: 25) { nodes { number name amount { amount currency } closeDate stage { name } account { name } owner { name } } pageInfo { hasNextPage endCursor } } }"),
        new("The opportunities of the caller's team that close next", "wang.fang", """{ opportunities(first: 25, where: { closeDate: { gte: "2026-06-01" } }, order: [{ closeDate: ASC }]) { nodes { number name closeDate stage { name } } } }"""),
        new("An opportunity by its number", "wang.fang", """{ opportunityByNumber(number: "O-2026-00001") { id name stage { name } } }"""),
        new("An opportunity with its history and its latest activities", "admin", """query ($deal: ID!) { opportunity(id: $deal) { name stageHistory { to { name } at by { name } } activities(first: 20) { nodes { kind subject createdAt owner { name } } } } }"""),
        new("The newest leads of the caller's team", "wang.fang", "{ leads(first: 25) { nodes { name company status score source { name } owner { name } } } }"),
        new("Accounts by name, with their people and deals", "admin", "{ accounts(first: 25, order: [{ name: ASC }]) { nodes { name contacts(first: 5) { nodes { name } } opportunities(first: 5) { nodes { number stage { name } } } } } }"),
        new("The activities of the caller's team that are due next", "wang.fang", """{ activities(first: 25, where: { dueAt: { gte: "2026-06-01T00:00:00Z" } }, order: [{ dueAt: ASC }]) { nodes { kind subject dueAt } } }"""),
        new("The funnel of a year with all its figures", "admin", """query ($pipeline: ID!) { funnel(pipelineId: $pipeline, period: { from: "2025-06-15", to: "2026-06-15" }) { winRate averageCycle stages { entered current lost amount { amount } conversionRate gap medianTime p90Time } } }"""),
        new("The funnel of the caller's team by owner", "wang.fang", """query ($pipeline: ID!) { funnel(pipelineId: $pipeline, period: { from: "2026-01-01", to: "2026-07-01" }, groupBy: OWNER) { groups { label winRate stages { entered conversionRate } } } }"""),
        new("Who sold most in a quarter, and why deals were lost", "east.manager", """{ leaderboard(period: { from: "2026-04-01", to: "2026-07-01" }) { rank wonAmount { amount } wonCount } winLossAnalysis(period: { from: "2026-04-01", to: "2026-07-01" }) { won lost reasons { count } } }"""),
    ];

    [Fact]
    public async Task They_use_indexes_as_the_document_says()
    {
        var document = new StringBuilder(Head);
        List<string> scans = [];
        foreach (var (query, number) in Queries.Select((q, i) => (q, i + 1)))
        {
            document.Append(CultureInfo.InvariantCulture, $"\n## {number}. {query.Title}\n\nAsked by `{query.Mailbox}`:\n\n```graphql\n{query.Document}\n```\n");
            await api.DataAsync(query.Mailbox, query.Document, await VariablesAsync());
            foreach (var sql in api.StatementText.Split("\n\n").Where(s => s.Contains("SELECT", StringComparison.Ordinal)))
            {
                var plan = await PlanAsync(sql);
                document.Append(CultureInfo.InvariantCulture, $"\n```sql\n{Settled(sql)}\n```\n\n```\n{string.Join('\n', plan)}\n```\n");
                scans.AddRange(plan.Where(step => IsFullScan(step, sql) || SortsAll(step, sql)).Select(step => $"{query.Title}: {step.Trim()}\n{sql}"));
            }
        }

        Assert.True(scans.Count == 0, string.Join("\n\n", scans));
        var file = Path.Combine(Repository.Root, File);
        if (Environment.GetEnvironmentVariable("CRMGRAPH_WRITE_DOCS") == "1") await System.IO.File.WriteAllTextAsync(file, document.ToString(), TestContext.Current.CancellationToken);
        Assert.Equal(document.ToString(), (await System.IO.File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
    }

    private const string Head = """
        # The queries that clients ask most, and how the database answers them

        Written by a test (`QueryPlansTests`), which fails when one of these queries reads a whole table that can grow. `SEARCH … USING INDEX` goes
        straight to the rows; `SCAN … USING INDEX` with a `LIMIT` walks an index in the order of the page and stops when the page is full; a plain
        `SCAN` is left to tables of a handful of rows and to steps of the query itself. Plans are those of SQLite without statistics.

        Two things are slower than these. `search` finds text anywhere in names, and looks at every name for that. And the pages of a manager of several
        teams are sorted: the rows of those teams come out of an index, but one team after the other.

        """;

    // numbers of parameters depend on what the process has compiled before, and the end that a rank is counted from on the ids
    private static string Settled(string sql) =>
        CountedFromTheEnd().Replace(ParameterNumber().Replace(sql.ReplaceLineEndings("\n").TrimEnd(), "@p"), "$1");

    [GeneratedRegex("@p[0-9]*\\b")]
    private static partial Regex ParameterNumber();

    [GeneratedRegex("""("TimeInFrom") DESC""")]
    private static partial Regex CountedFromTheEnd();

    private static bool IsFullScan(string step, string sql)
    {
        var scan = Scan().Match(step);
        if (!scan.Success) return false;
        var table = TableOf(scan.Groups["alias"].Value, sql);
        if (table is null || Small.Contains(table)) return false;
        // an index walked in order stops with the page
        return !(step.Contains("USING", StringComparison.Ordinal) && sql.Contains("LIMIT", StringComparison.Ordinal));
    }

    // a page is to come out of an index in its order; few rows per parent, and one pipeline's stages, may be sorted
    private static bool SortsAll(string step, string sql) =>
        step.Trim() == "USE TEMP B-TREE FOR ORDER BY" && sql.Contains("LIMIT", StringComparison.Ordinal)
        && !sql.Contains("ROW_NUMBER", StringComparison.Ordinal) && !sql.Contains("\"Pipelines\"", StringComparison.Ordinal);

    private static string? TableOf(string alias, string sql) =>
        Regex.Match(sql, $"(FROM|JOIN) \"(?<table>[A-Za-z]+)\" AS \"{Regex.Escape(alias)}\"") is { Success: true } named ? named.Groups["table"].Value : null;

    private async Task<object> VariablesAsync()
    {
        await using var db = api.Open();
        var deal = await db.Opportunities.OrderBy(o => o.Number).Select(o => o.Id).FirstAsync();
        var pipeline = await db.Pipelines.Where(p => p.IsDefault).Select(p => p.Id).SingleAsync();
        return new { deal = NodeId.Encode(nameof(Opportunity), deal.Value), pipeline = NodeId.Encode("Pipeline", pipeline.Value) };
    }

    private async Task<List<string>> PlanAsync(string sql)
    {
        await using var db = api.Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Parameter().Matches(sql).Select(m => m.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, DBNull.Value);
            command.Parameters.Add(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var depths = new Dictionary<long, int> { [0] = -1 };
        List<string> steps = [];
        while (await reader.ReadAsync())
        {
            var depth = depths[reader.GetInt64(0)] = depths.GetValueOrDefault(reader.GetInt64(1), -1) + 1;
            steps.Add(new string(' ', depth * 2) + reader.GetString(3));
        }

        return steps;
    }

    [GeneratedRegex("^ *SCAN (?<alias>[A-Za-z0-9]+)")]
    private static partial Regex Scan();

    [GeneratedRegex("@[A-Za-z0-9_]+")]
    private static partial Regex Parameter();

    private sealed record AskedQuery(string Title, string Mailbox, string Document);
}
