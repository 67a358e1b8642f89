using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.AspNetCore.Tests.WebSockets;
using CrmGraph.Testing.Subscriptions;

namespace CrmGraph.GraphQL.AspNetCore.Tests.Subscriptions;

/// <summary>Memory is only comparable while no other test runs.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class CyclesTests
{
    private const string Query = "subscription { entry { text } }";
    private const long MaxGrowth = 2 << 20;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_thousand_sockets_that_come_and_go_leave_nothing_behind() => RepeatAsync(async (host, _) =>
    {
        using var socket = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await ReadOneAsync(host, socket);
        await socket.CloseAsync();
    });

    [Fact]
    public async Task A_thousand_subscriptions_of_one_socket_leave_nothing_behind()
    {
        ProtocolClient? socket = null;
        await RepeatAsync(
            async (host, _) =>
            {
                socket ??= await ProtocolClient.InitialisedAsync(host.WebSocket);
                await ReadOneAsync(host, socket);
            },
            async () =>
            {
                await socket!.CloseAsync();
                socket.Dispose();
            });
    }

    [Fact]
    public async Task A_thousand_event_streams_leave_nothing_behind()
    {
        using var client = new HttpClient();
        await RepeatAsync(
            async (host, position) =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.GraphQL, $"?query={Uri.EscapeDataString(Query)}"));
                request.Headers.Accept.ParseAdd("text/event-stream");
                request.Headers.Add("Last-Event-ID", $"c{position}");
                host.Log.Append();
                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
                using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled), Encoding.UTF8);
                while (await reader.ReadLineAsync(Cancelled) is { } line && !line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    // up to the first event
                }
            },
            () =>
            {
                client.Dispose();
                return Task.CompletedTask;
            });
    }

    private static async Task ReadOneAsync(LogHost host, ProtocolClient socket)
    {
        var position = host.Log.Last;
        await socket.SubscribeAsync($"{position}", $"subscription {{ entry(after: \"c{position}\") {{ text }} }}");
        host.Log.Append();
        JsonElement message;
        do
            message = await socket.ReceiveJsonAsync();
        while (message.GetProperty("id").GetString() != $"{position}");
        Assert.Equal($"e{position + 1}", message.GetProperty("payload").GetProperty("data").GetProperty("entry").GetProperty("text").GetString());
        await socket.SendAsync($$"""{"type":"complete","id":"{{position}}"}""");
    }

    private static async Task RepeatAsync(Func<LogHost, long, Task> cycle, Func<Task>? end = null)
    {
        await using var host = await LogHost.StartAsync();
        var early = 0L;
        for (var i = 0; i < 1000; i++)
        {
            if (i == 200)
                early = Memory();
            await cycle(host, host.Log.Last);
        }

        await (end?.Invoke() ?? Task.CompletedTask);
        Assert.True(SpinWait.SpinUntil(() => (host.Executor.SubscriptionGroups, host.Log.LiveReaders, host.Requests, host.Connections) == (0, 0, 0, 0), TimeSpan.FromSeconds(20)));
        Assert.InRange(Memory() - early, long.MinValue, MaxGrowth);
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
