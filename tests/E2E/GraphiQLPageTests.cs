using CrmGraph.Testing;
using CrmGraph.Testing.Transports;

namespace CrmGraph.E2E;

/// <summary>The GraphiQL page as it was built into the host's web root, in a real browser.</summary>
public sealed class GraphiQLPageTests
{
    private static readonly NodeScripts Scripts = NodeScripts.In("tests/E2E/node");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("query Hello { hello }", "\"hello\": \"world\"", "en-US")]
    [InlineData("subscription Count { countTo(n: 3) }", "\"countTo\": 3", "zh-CN")]
    public async Task It_loads_without_complaint_and_runs_an_operation(string query, string expected, string locale)
    {
        Requirement.Node();
        var chromium = Requirement.Chromium();
        await using var host = await TransportHost.StartAsync(webRoot: Path.Combine(Repository.Root, "src/Api/wwwroot"));

        var output = await Scripts.RunAsync(
            "graphiql.mjs",
            new Dictionary<string, string>
            {
                ["CHROMIUM"] = chromium,
                ["SERVER_URL"] = host.GraphQL.ToString(),
                ["API_KEY"] = "any",
                ["QUERY"] = query,
                ["EXPECTED"] = expected,
                ["LOCALE"] = locale,
            },
            Cancelled);

        Assert.Equal("ok GraphiQL ran a query", output.Trim());
    }
}
