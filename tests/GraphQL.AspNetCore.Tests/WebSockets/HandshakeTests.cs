using System.Text.Json;
using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.WebSockets;

public sealed class HandshakeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_subprotocol_is_agreed_and_the_connection_acknowledged()
    {
        await using var host = await TransportHost.StartAsync();

        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        Assert.Equal("graphql-transport-ws", client.Subprotocol);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("graphql-ws")]
    public async Task Another_subprotocol_is_closed_with_4406(string? subprotocol)
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket, subprotocol);

        Assert.Equal((4406, "Subprotocol not acceptable"), await client.ClosedAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"unheard_of"}""")]
    [InlineData("""{"type":"connection_ack"}""")]
    [InlineData("""{"type":"next","id":"1","payload":{}}""")]
    [InlineData("""{"type":"connection_init","payload":"text"}""")]
    [InlineData("""{"type":"connection_init"} {}""")]
    [InlineData("""{"type":"ping","payload":[]}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":7,"payload":{"query":"{ hello }"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ hello }","variables":[]}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"\uD800"}}""")]
    [InlineData("""{"type":"complete"}""")]
    public async Task A_message_that_is_not_of_the_protocol_is_closed_with_4400(string message)
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        await client.SendAsync(message);

        Assert.Equal(4400, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task A_binary_message_is_closed_with_4400()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SendBinaryAsync([1, 2, 3]);

        Assert.Equal(4400, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task A_message_of_nested_brackets_is_closed_with_4400()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SendAsync("""{"type":"ping","payload":{"a":""" + new string('[', 500_000));

        Assert.Equal(4400, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task A_message_that_is_too_big_is_closed_with_1009()
    {
        await using var host = await TransportHost.StartAsync(options => options.MaxMessageBytes = 2000);
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SendAsync($"{{\"type\":\"ping\",\"payload\":{{\"a\":\"{new string('x', 2000)}\"}}}}");

        Assert.Equal((1009, "Message larger than 2000 bytes"), await client.ClosedAsync());
    }

    [Fact]
    public async Task Subscribing_before_the_acknowledgement_is_closed_with_4401()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        await client.SubscribeAsync("1", "{ hello }");

        Assert.Equal((4401, "Unauthorized"), await client.ClosedAsync());
    }

    [Fact]
    public async Task A_client_that_never_initialises_is_closed_with_4408()
    {
        await using var host = await TransportHost.StartAsync(options => options.ConnectionInitTimeout = TimeSpan.FromMilliseconds(50));
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        Assert.Equal((4408, "Connection initialisation timeout"), await client.ClosedAsync());
    }

    [Fact]
    public async Task A_second_initialisation_is_closed_with_4429()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal((4429, "Too many initialisation requests"), await client.ClosedAsync());
    }

    [Fact]
    public async Task A_second_initialisation_while_the_first_is_pending_is_closed_with_4429()
    {
        await using var host = await TransportHost.StartAsync(options => options.Authenticate = NeverAnswer);
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        await client.SendAsync("""{"type":"connection_init"}""");
        await client.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal(4429, (await client.ClosedAsync()).Code);
    }

    [Fact]
    public async Task Authentication_that_takes_long_is_no_initialisation_timeout()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TransportHost.StartAsync(options =>
        {
            options.ConnectionInitTimeout = TimeSpan.FromMilliseconds(20);
            options.Authenticate = async (_, _, token) =>
            {
                await Task.Delay(200, token);
                asked.SetResult();
                return ConnectionAccess.Anonymous;
            };
        });
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        await client.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
        await asked.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task A_caller_that_is_refused_is_closed_with_4403()
    {
        await using var host = await TransportHost.StartAsync(options => options.Authenticate = (_, _, _) => ValueTask.FromResult(ConnectionAccess.Refused("unknown key")));
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        await client.SendAsync("""{"type":"connection_init","payload":{"x-api-key":"wrong"}}""");

        Assert.Equal((4403, "Forbidden: unknown key"), await client.ClosedAsync());
    }

    [Fact]
    public async Task A_fault_of_the_host_is_closed_with_4500()
    {
        await using var host = await TransportHost.StartAsync(options => options.Authenticate = (_, _, _) => throw new InvalidOperationException("a secret of ours"));
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        await client.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal((4500, "Internal server error"), await client.ClosedAsync());
    }

    [Fact]
    public async Task The_host_sees_the_payload_and_the_headers_of_the_upgrade()
    {
        await using var host = await TransportHost.StartAsync(options => options.Authenticate = (context, payload, _) => ValueTask.FromResult(new ConnectionAccess
        {
            Caller = $"{payload?.GetProperty("Authorization").GetString()} and {context.Request.Headers["X-Api-Key"]}",
        }));
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket, apiKey: "key");

        await client.SendAsync("""{"type":"connection_init","payload":{"Authorization":"Bearer x"}}""");
        await client.ReceiveAsync();
        await client.SubscribeAsync("1", "{ caller }");

        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"caller":"Bearer x and key"}}}""", await client.ReceiveAsync());
    }

    [Fact]
    public async Task The_connection_is_closed_with_4403_when_the_token_expires()
    {
        await using var host = await TransportHost.StartAsync(options => options.Authenticate = (_, _, _) =>
            ValueTask.FromResult(new ConnectionAccess { ExpiresAt = TimeProvider.System.GetUtcNow().AddMilliseconds(300) }));
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await client.SubscribeAsync("1", "subscription { ticks }");

        Assert.Equal((4403, "Token expired"), await client.ClosedAsync());
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", """{"type":"pong"}""")]
    [InlineData("""{"type":"ping","payload":null}""", """{"type":"pong"}""")]
    [InlineData("""{"type":"ping","payload":{"a":[1,"b"]}}""", """{"type":"pong","payload":{"a":[1,"b"]}}""")]
    public async Task A_ping_is_answered_with_its_payload_even_before_initialisation(string ping, string pong)
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.ConnectAsync(host.WebSocket);

        await client.SendAsync(ping);

        Assert.Equal(pong, await client.ReceiveAsync());
    }

    [Fact]
    public async Task An_unasked_pong_is_ignored()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await client.SendAsync("""{"type":"pong","payload":{}}""");
        await client.SendAsync("""{"type":"ping"}""");

        Assert.Equal("""{"type":"pong"}""", await client.ReceiveAsync());
    }

    private static async ValueTask<ConnectionAccess> NeverAnswer(Microsoft.AspNetCore.Http.HttpContext context, JsonElement? payload, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return ConnectionAccess.Anonymous;
    }
}
