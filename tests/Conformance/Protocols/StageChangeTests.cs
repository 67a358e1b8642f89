using CrmGraph.Testing;

namespace CrmGraph.Conformance.Protocols;

/// <summary>The product as a dashboard sees it: stage changes over the client of graphql-ws, from the whole host.</summary>
public sealed class StageChangeTests
{
    private static readonly NodeScripts Scripts = NodeScripts.In("tests/Conformance/node/protocols");

    [Fact]
    public async Task A_dashboard_sees_the_moves_of_others()
    {
        Requirement.Node();
        await using var api = await CrmApplication.StartAsync();

        var output = await Scripts.RunAsync(
            "stage-changes.mjs",
            new Dictionary<string, string> { ["SERVER_URL"] = new Uri(api.Address, "/graphql").ToString() },
            TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.Contains("ok stage changes arrive in the order of the moves", output, StringComparison.Ordinal);
    }
}
