using CrmGraph.Testing;

namespace CrmGraph.E2E;

/// <summary>What a front-end developer does first: start the product, open it in a browser, sign in, run a query.</summary>
public sealed class ApiPageTests
{
    private static readonly NodeScripts Scripts = NodeScripts.In("tests/E2E/node");

    [Fact]
    public async Task GraphiQL_signs_a_demo_user_in_and_runs_a_query()
    {
        Requirement.Node();
        var chromium = Requirement.Chromium();
        await using var api = await ApiProcess.StartAsync(TestContext.Current.CancellationToken);

        var output = await Scripts.RunAsync(
            "graphiql.mjs",
            new Dictionary<string, string>
            {
                ["CHROMIUM"] = chromium,
                ["SERVER_URL"] = new Uri(api.Address, "/graphql").ToString(),
                ["EMAIL"] = "director@crmgraph.example",
                ["QUERY"] = "{ me { role } opportunities(first: 1) { totalCount } }",
                ["EXPECTED"] = "\"role\": \"SALES_DIRECTOR\"",
            },
            TestContext.Current.CancellationToken);

        Assert.Equal("ok GraphiQL ran a query", output.Trim());
    }
}
