using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.AspNetCore.Tests.WebSockets;
using CrmGraph.Testing.Subscriptions;

namespace CrmGraph.GraphQL.AspNetCore.Tests.Subscriptions;

/// <summary>Clients that do not read are cut off, told where to go on, and miss nothing before that.</summary>
public sealed class OverflowTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("subscription { entry(after: \"c0\") { text ballast } }")]
    [InlineData("subscription { entry { text ballast } }")]
    public async Task A_socket_is_told_the_cursor_of_the_last_event_it_still_gets(string query)
    {
        await using var host = await LogHost.StartAsync(options =>
        {
            options.OutgoingQueueCapacity = 4;
            options.SlowClientGrace = TimeSpan.FromMilliseconds(100);
        });
        using var slow = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await slow.SubscribeAsync("1", query);
        Assert.True(SpinWait.SpinUntil(() => host.Executor.SubscriptionGroups == 1, TimeSpan.FromSeconds(20)));
        host.Log.Append(500);
        Assert.True(SpinWait.SpinUntil(() => host.Executor.SubscriptionGroups == 0, TimeSpan.FromSeconds(20)));

        var (read, end) = await ReadToEndAsync(slow);
        Assert.InRange(read, 1, 499);
        Assert.Equal(("SUBSCRIPTION_OVERFLOW", $"c{read}"), (end.GetProperty("code").GetString(), end.GetProperty("lastCursor").GetString()));

        // Nobody else noticed, and the same socket can go on from there.
        await slow.SubscribeAsync("1", $"subscription {{ entry(after: \"c{read}\") {{ text }} }}");
        for (var i = read + 1; i <= 500; i++)
            Assert.Contains($"\"e{i}\"", await slow.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_stream_is_told_the_cursor_of_the_last_event_it_still_gets_and_completed()
    {
        await using var host = await LogHost.StartAsync(modify: o => o with { SubscriberBuffer = 4 });
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.GraphQL, $"?query={Uri.EscapeDataString("subscription { entry { text ballast } }")}"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled), Encoding.UTF8);
        Assert.True(SpinWait.SpinUntil(() => host.Executor.SubscriptionGroups == 1, TimeSpan.FromSeconds(20)));
        host.Log.Append(500);
        Assert.True(SpinWait.SpinUntil(() => host.Executor.SubscriptionGroups == 0, TimeSpan.FromSeconds(20)));

        var ids = new List<string>();
        var rest = new List<string>();
        while (await reader.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                ids.Add(line[4..]);
            else if (line.Contains("SUBSCRIPTION_OVERFLOW", StringComparison.Ordinal) || line == "event: complete")
                rest.Add(line);
        }

        Assert.Equal(Enumerable.Range(1, ids.Count).Select(i => $"c{i}"), ids);
        Assert.InRange(ids.Count, 4, 499);
        Assert.Equal(2, rest.Count);
        var error = JsonElement.Parse(rest[0]["data: ".Length..]).GetProperty("errors")[0].GetProperty("extensions");
        Assert.Equal(ids[^1], error.GetProperty("lastCursor").GetString());
        Assert.Equal("event: complete", rest[1]);
    }

    [Fact]
    public async Task A_caller_that_is_not_let_in_any_more_is_told_where_to_go_on()
    {
        object? caller = "somebody";
        await using var host = await LogHost.StartAsync(modify: o => o with { CurrentCaller = (_, _) => ValueTask.FromResult<object?>(caller) });
        using var socket = await ProtocolClient.InitialisedAsync(host.WebSocket);
        await socket.SubscribeAsync("1", "subscription { entry(after: \"c0\") { text } }");
        host.Log.Append();
        Assert.Contains("e1", await socket.ReceiveAsync(), StringComparison.Ordinal);
        caller = null;
        host.Log.Append();

        var message = await socket.ReceiveJsonAsync();

        Assert.Equal("error", message.GetProperty("type").GetString());
        var extensions = message.GetProperty("payload")[0].GetProperty("extensions");
        Assert.Equal(("UNAUTHENTICATED", "c1"), (extensions.GetProperty("code").GetString(), extensions.GetProperty("lastCursor").GetString()));
    }

    private static async Task<(int Read, JsonElement End)> ReadToEndAsync(ProtocolClient socket)
    {
        for (var read = 0; ; read++)
        {
            var message = await socket.ReceiveJsonAsync();
            if (message.GetProperty("type").GetString() == "error")
                return (read, message.GetProperty("payload")[0].GetProperty("extensions"));
            Assert.Equal($"e{read + 1}", message.GetProperty("payload").GetProperty("data").GetProperty("entry").GetProperty("text").GetString());
        }
    }
}
