using System.Text.Json;
using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.Testing;
using CrmGraph.Testing.Transports;

namespace CrmGraph.Conformance.Protocols;

/// <summary>The audits of graphql-http, and the clients that front ends use, against our server.</summary>
public sealed class ProtocolTests
{
    private static readonly NodeScripts Scripts = NodeScripts.In("tests/Conformance/node/protocols");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_61_audits_of_graphql_http_pass()
    {
        var lines = await RunAsync("audits.mjs");

        var audits = lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(61, audits.Count);
        Assert.Empty(audits.Where(a => a.GetProperty("status").GetString() != "ok").Select(a => a.ToString()));
    }

    [Fact]
    public async Task The_client_of_graphql_ws_understands_us()
    {
        var lines = await RunAsync("websocket-client.mjs");

        Assert.Equal(10, lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_client_of_graphql_sse_understands_us()
    {
        var lines = await RunAsync("event-stream-client.mjs");

        Assert.Equal(7, lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }

    private static async Task<string[]> RunAsync(string script)
    {
        await using var host = await TransportHost.StartAsync(options => options.Authenticate = (context, payload, _) => ValueTask.FromResult(
            context.Request.Headers.ContainsKey("x-api-key") || payload?.TryGetProperty("x-api-key", out JsonElement _) == true
                ? ConnectionAccess.Refused("No key is known here.")
                : ConnectionAccess.Anonymous));
        var output = await Scripts.RunAsync(script, new Dictionary<string, string> { ["SERVER_URL"] = host.GraphQL.ToString() }, Cancelled);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
