using System.Net.Sockets;
using System.Text;
using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.WebSockets;

public sealed class EndOfConnectionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_takes_everything_with_it(bool abruptly)
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await client.SubscribeAsync("1", "subscription { ticks }");
        await client.SubscribeAsync("2", "subscription { ticks }");
        await client.SubscribeAsync("3", "{ waiting }");
        await host.Schema.OpenAsync(3, Cancelled);

        if (abruptly)
            client.Abort();
        else
            await client.CloseAsync();

        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task Clients_that_are_cut_off_in_the_middle_of_a_message_harm_nobody()
    {
        await using var host = await TransportHost.StartAsync();
        for (var i = 0; i < 40; i++)
        {
            using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
            await client.SubscribeAsync("1", "subscription { flood }");
            await client.ReceiveAsync();
            client.Abort();
        }

        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task A_half_open_connection_is_found_and_cut_off()
    {
        await using var host = await TransportHost.StartAsync(options =>
        {
            // Long enough for the subscription to be seen open on a machine that is busy with other tests.
            options.KeepAliveInterval = TimeSpan.FromSeconds(1);
            options.KeepAliveTimeout = TimeSpan.FromSeconds(3);
        });
        using var silent = await SilentClient.ConnectAsync(host.Address);
        await silent.SendAsync("""{"type":"connection_init"}""");
        await silent.SendAsync("""{"type":"subscribe","id":"1","payload":{"query":"subscription { ticks }"}}""");

        // The stream may open and close before this test gets its turn on a busy machine, so the end of the connection is what is awaited.
        var answers = await silent.ReadToEndAsync();

        Assert.Contains("HTTP/1.1 101", answers, StringComparison.Ordinal);
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task A_slow_client_loses_its_subscription_with_the_last_cursor_and_nobody_else_does()
    {
        await using var host = await TransportHost.StartAsync(options =>
        {
            options.OutgoingQueueCapacity = 4;
            options.SlowClientGrace = TimeSpan.FromMilliseconds(100);
        });
        using var quick = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await quick.SubscribeAsync("q", "subscription { ticks }");
        await host.Schema.OpenAsync(1, Cancelled);
        using var slow = await ProtocolClient.InitialisedAsync(host.WebSocket);

        await slow.SubscribeAsync("s", "subscription { flood }");
        await host.Schema.OpenAsync(2, Cancelled);
        await host.Schema.OpenAsync(1, Cancelled);

        host.Schema.Tick(1);
        Assert.Equal("""{"type":"next","id":"q","payload":{"data":{"ticks":1}}}""", await quick.ReceiveAsync());
        var drops = 0;
        var message = await slow.ReceiveJsonAsync();
        while (message.GetProperty("type").GetString() == "next")
        {
            drops++;
            message = await slow.ReceiveJsonAsync();
        }

        Assert.Equal("error", message.GetProperty("type").GetString());
        var extensions = message.GetProperty("payload")[0].GetProperty("extensions");
        Assert.Equal("SUBSCRIPTION_OVERFLOW", extensions.GetProperty("code").GetString());
        if (extensions.TryGetProperty("lastCursor", out var cursor))
            Assert.Equal($"drop-{drops - 1}", cursor.GetString());
        await slow.SubscribeAsync("s", "{ hello }");
        Assert.Equal("""{"type":"next","id":"s","payload":{"data":{"hello":"world"}}}""", await slow.ReceiveAsync());
    }

    [Fact]
    public async Task A_client_that_floods_without_reading_is_not_read_either()
    {
        await using var host = await TransportHost.StartAsync(options =>
        {
            options.OutgoingQueueCapacity = 2;
            options.MaxOperationsPerConnection = 2;
        });
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        var padding = new string('x', 100_000);

        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 600; i++)
                await client.SendAsync($$$"""{"type":"ping","payload":{"p":"{{{padding}}}"}}""");
        }, Cancelled);
        await Assert.ThrowsAsync<TimeoutException>(() => sending.WaitAsync(TimeSpan.FromSeconds(2), Cancelled));

        for (var i = 0; i < 600; i++)
            Assert.StartsWith("""{"type":"pong",""", await client.ReceiveAsync(), StringComparison.Ordinal);
        await sending;
    }

    [Fact]
    public async Task At_shutdown_queries_finish_and_connections_are_closed_with_1001()
    {
        await using var host = await TransportHost.StartAsync(options => options.CloseTimeout = TimeSpan.FromSeconds(1));
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await client.SubscribeAsync("1", "subscription { ticks }");
        await host.Schema.OpenAsync(1, Cancelled);

        var stopping = host.StopAsync(Cancelled);

        Assert.Equal((1001, "Server is shutting down"), await client.ClosedAsync());
        await stopping;
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task Ten_thousand_operations_leave_nothing_behind()
    {
        await using var host = await TransportHost.StartAsync();
        using var client = await ProtocolClient.InitialisedAsync(host.WebSocket);

        for (var i = 0; i < 100; i++)
        {
            for (var j = 0; j < 50; j++)
                await client.SubscribeAsync($"{j}", "subscription { ticks }");
            for (var j = 0; j < 50; j++)
                await client.SendAsync($$"""{"type":"complete","id":"{{j}}"}""");
        }

        await client.SendAsync("""{"type":"ping"}""");
        var last = await client.ReceiveAsync();
        while (!last.Contains("pong", StringComparison.Ordinal))
            last = await client.ReceiveAsync();
        await host.Schema.OpenAsync(0, Cancelled);
    }

    /// <summary>A WebSocket made by hand that never answers a ping.</summary>
    private sealed class SilentClient(TcpClient connection) : IDisposable
    {
        public static async Task<SilentClient> ConnectAsync(Uri address)
        {
            var connection = new TcpClient();
            await connection.ConnectAsync(address.Host, address.Port, Cancelled);
            var request = $"GET /graphql HTTP/1.1\r\nHost: {address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";
            await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancelled);
            return new SilentClient(connection);
        }

        /// <summary>Sends a text frame whose mask is zero; at most 125 bytes.</summary>
        public async Task SendAsync(string message)
        {
            var text = Encoding.UTF8.GetBytes(message);
            byte[] frame = [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text];
            await connection.GetStream().WriteAsync(frame, Cancelled);
        }

        public async Task<string> ReadToEndAsync()
        {
            var everything = new MemoryStream();
            try
            {
                await connection.GetStream().CopyToAsync(everything, Cancelled);
            }
            catch (IOException)
            {
                // cut off by a reset: that is an end, too
            }

            return Encoding.ASCII.GetString(everything.ToArray());
        }

        public void Dispose() => connection.Dispose();
    }
}
