using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CrmGraph.Chaos;

/// <summary>Listens over connections that are cut at random times, and goes on from the last cursor each time.</summary>
/// <param name="question">What it wants.</param>
/// <param name="overEvents">Whether it listens by server-sent events; if not, by WebSocket.</param>
/// <param name="start">The cursor that it begins after.</param>
/// <param name="cluster">The nodes.</param>
/// <param name="random">Its luck.</param>
internal sealed class Subscriber(SubscriberQuestion question, bool overEvents, string start, Cluster cluster, Random random)
{
    private readonly string _first = start;
    private string _last = start;

    /// <summary>The cursors of all events that came, in the order in which they came.</summary>
    internal List<string> Cursors { get; } = [];

    internal SubscriberQuestion Question => question;

    internal int Connections { get; private set; }

    /// <summary>Listens to the end.</summary>
    /// <param name="isDone">Whether all that it has to get has come; asked when nothing more seems to come.</param>
    /// <param name="calm">From then on connections are not cut any more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task RunAsync(Func<Subscriber, bool> isDone, CancellationToken calm, CancellationToken cancellationToken)
    {
        while (!(calm.IsCancellationRequested && isDone(this)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            cut.CancelAfter(calm.IsCancellationRequested ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(random.Next(100, 3000)));
            try
            {
                Connections++;
                await (overEvents ? ListenToEventsAsync(cut.Token) : ListenToSocketAsync(cut.Token));
            }
            catch (Exception e) when (e is HttpRequestException or WebSocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // cut, by us or with the server: go on from the last cursor
            }
            await Task.Delay(random.Next(10, 100), cancellationToken);
        }
    }

    private async Task ListenToSocketAsync(CancellationToken cut)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(cluster.AnyAddress(random)) { Scheme = "ws", Path = "/graphql" }.Uri, cut);
        await SendAsync(socket, new Dictionary<string, object> { ["type"] = "connection_init", ["payload"] = new Dictionary<string, string> { ["x-api-key"] = cluster.ApiKey } }, cut);
        await SendAsync(socket, new { type = "subscribe", id = "1", payload = new { query = question.Document, variables = new { after = _last } } }, cut);
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), cut);
                length += received.Count;
            }
            while (!received.EndOfMessage);
            if (received.MessageType == WebSocketMessageType.Close) return;
            var message = JsonElement.Parse(buffer.AsSpan(0, length));
            if (message.GetProperty("type").GetString() == "next") Take(message.GetProperty("payload"));
            else if (message.GetProperty("type").GetString() == "error") Require("SUBSCRIPTION_OVERFLOW", message.GetProperty("payload"));
        }
    }

    private async Task ListenToEventsAsync(CancellationToken cut)
    {
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.AnyAddress(random), "/graphql"))
        {
            // the cursor of the header comes before that of the variables, which stays where it was
            Content = JsonContent.Create(new { query = question.Document, variables = new { after = _first } }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("X-Api-Key", cluster.ApiKey);
        request.Headers.Add("Last-Event-ID", _last);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cut);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cut), Encoding.UTF8);
        string? id = null;
        while (await lines.ReadLineAsync(cut) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            if (!line.StartsWith("data: {", StringComparison.Ordinal)) continue;
            var payload = JsonElement.Parse(line[6..]);
            if (payload.TryGetProperty("errors", out var errors)) Require("SUBSCRIPTION_OVERFLOW", errors);
            else Assert.Equal(id, Take(payload));
        }
    }

    private string Take(JsonElement payload)
    {
        Assert.False(payload.TryGetProperty("errors", out var errors), errors.ToString());
        var item = payload.GetProperty("data").EnumerateObject().Single().Value;
        var cursor = item.GetProperty("cursor").GetString()!;
        if (item.GetProperty("__typename").GetString() != "Heartbeat") Cursors.Add(cursor);
        return _last = cursor;
    }

    private static void Require(string code, JsonElement errors) => Assert.All(errors.EnumerateArray(), e => Assert.True(e.GetProperty("extensions").GetProperty("code").GetString() == code, errors.ToString()));

    private static Task SendAsync(ClientWebSocket socket, object message, CancellationToken cut) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, cut);
}
