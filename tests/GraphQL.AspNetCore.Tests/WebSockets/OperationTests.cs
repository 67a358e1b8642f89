using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.WebSockets;

public sealed class OperationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"world"}}""")]
    [InlineData("mutation { increment(by: 1) }", """{"data":{"increment":2}}""")]
    public async Task Queries_and_mutations_get_one_result_and_complete(string query, string response)
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SubscribeAsync("1", query);

        Assert.Equal($$"""{"type":"next","id":"1","payload":{{response}}}""", await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"1"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Variables_and_operation_name_are_honoured()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SendAsync("""{"payload":{"variables":{"t":"客户"},"operationName":"B","query":"query A { hello } query B($t: String) { echo(text: $t) }"},"id":"ä\"1","type":"subscribe"}""");

        Assert.Equal("""{"type":"next","id":"ä\"1","payload":{"data":{"echo":"客户"}}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task A_subscription_streams_and_completes()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SubscribeAsync("s", "subscription { countTo(n: 3) }");

        for (var i = 1; i <= 3; i++)
            Assert.Equal($"{{\"type\":\"next\",\"id\":\"s\",\"payload\":{{\"data\":{{\"countTo\":{i}}}}}}}", await client.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"s"}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{ unknown }")]
    [InlineData("query ($t: String!) { echo(text: $t) }")]
    [InlineData("subscription { unknown }")]
    public async Task A_refused_operation_gets_an_error_message_and_its_id_is_free_again(string query)
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SubscribeAsync("1", query);

        var error = await client.ReceiveJsonAsync();
        Assert.Equal(("error", "1", 1), (error.GetProperty("type").GetString(), error.GetProperty("id").GetString(), error.GetProperty("payload").GetArrayLength()));
        await client.SubscribeAsync("1", "{ hello }");
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"hello":"world"}}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task A_field_error_is_a_result()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SubscribeAsync("1", "{ refused }");

        var next = await client.ReceiveJsonAsync();
        Assert.Equal("next", next.GetProperty("type").GetString());
        Assert.Equal("Not for you.", next.GetProperty("payload").GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_source_that_fails_ends_with_an_error_and_nothing_after_it()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SubscribeAsync("1", "subscription { collapsing }");

        Assert.Equal("next", (await client.ReceiveJsonAsync()).GetProperty("type").GetString());
        var error = await client.ReceiveAsync();
        Assert.StartsWith("""{"type":"error","id":"1","payload":[{"message":""", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        await client.SendAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task A_subscriber_that_the_engine_cuts_off_is_told_why()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SubscribeAsync("1", "subscription { overflowing }");

        await client.ReceiveAsync();
        Assert.Equal("""{"type":"error","id":"1","payload":[{"message":"Too slow.","extensions":{"code":"SUBSCRIPTION_OVERFLOW","lastCursor":"c1"}}]}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Complete_ends_the_stream_and_is_not_echoed()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await client.SubscribeAsync("1", "subscription { ticks }");
        await host.Schema.OpenAsync(1, Cancelled);

        await client.SendAsync("""{"type":"complete","id":"1"}""");
        await host.Schema.OpenAsync(0, Cancelled);
        await client.SendAsync("""{"type":"ping"}""");

        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task Complete_cancels_a_query_that_is_running()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await client.SubscribeAsync("1", "{ waiting }");
        await host.Schema.OpenAsync(1, Cancelled);

        await client.SendAsync("""{"type":"complete","id":"1"}""");

        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task A_late_or_unknown_complete_is_ignored()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await client.SubscribeAsync("1", "{ hello }");
        await client.ReceiveAsync();
        await client.ReceiveAsync();

        await client.SendAsync("""{"type":"complete","id":"1"}""");
        await client.SendAsync("""{"type":"complete","id":"never"}""");
        await client.SendAsync("""{"type":"ping"}""");

        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
    }

    [Theory]
    [InlineData("subscription { ticks }")]
    [InlineData("{ waiting }")]
    public async Task An_id_that_is_in_use_is_closed_with_4409(string running)
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await client.SubscribeAsync("same", running);

        await client.SubscribeAsync("same", "{ hello }");

        Assert.Equal((4409, "Subscriber for same already exists"), await client.ClosedAsync());
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task Many_operations_run_at_once_up_to_the_limit()
    {
        await using var host = await TransportHost.StartAsync(options => options.MaxOperationsPerConnection = 3);
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        for (var i = 0; i < 3; i++)
            await client.SubscribeAsync($"s{i}", "subscription { ticks }");
        await host.Schema.OpenAsync(3, Cancelled);

        await client.SubscribeAsync("one too many", "{ hello }");

        Assert.Equal(
            """{"type":"error","id":"one too many","payload":[{"message":"A connection may run 3 operations at a time.","extensions":{"code":"LIMIT_EXCEEDED"}}]}""",
            await client.ReceiveAsync());
        host.Schema.Tick(7);
        var ids = new List<string?>();
        for (var i = 0; i < 3; i++)
            ids.Add((await client.ReceiveJsonAsync()).GetProperty("id").GetString());
        Assert.Equal(["s0", "s1", "s2"], ids.Order());
    }

    [Fact]
    public async Task Long_messages_are_read_whole()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        var text = new string('长', 100_000);

        await client.SendAsync("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"query ($t: String) { echo(text: $t) }\",\"variables\":{\"t\":\"" + text + "\"}}}");

        Assert.Equal(text, (await client.ReceiveJsonAsync()).GetProperty("payload").GetProperty("data").GetProperty("echo").GetString());
    }
}
