using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CrmGraph.GraphQL.AspNetCore.Tests.WebSockets;

/// <summary>A WebSocket that sends what it is told, right or wrong, and reads one message at a time.</summary>
internal sealed class ProtocolClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket socket = new();

    public string? Subprotocol => socket.SubProtocol;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<ProtocolClient> ConnectAsync(Uri address, string? subprotocol = "graphql-transport-ws", string? apiKey = null)
    {
        var client = new ProtocolClient();
        if (subprotocol is not null)
            client.socket.Options.AddSubProtocol(subprotocol);
        if (apiKey is not null)
            client.socket.Options.SetRequestHeader("X-Api-Key", apiKey);
        client.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await client.socket.ConnectAsync(address, Cancelled);
        return client;
    }

    public static async Task<ProtocolClient> InitialisedAsync(Uri address)
    {
        var client = await ConnectAsync(address);
        await client.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await client.ReceiveAsync());
        return client;
    }

    public Task SendAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancelled);

    public Task SendBinaryAsync(byte[] message) => socket.SendAsync(message, WebSocketMessageType.Binary, true, Cancelled);

    public Task SubscribeAsync(string id, string query) =>
        SendAsync($"{{\"type\":\"subscribe\",\"id\":\"{id}\",\"payload\":{{\"query\":{JsonSerializer.Serialize(query)}}}}}");

    public async Task<string> ReceiveAsync()
    {
        var (text, _) = await ReadAsync();
        return text ?? throw new InvalidOperationException($"Closed with {socket.CloseStatus} {socket.CloseStatusDescription}");
    }

    public async Task<JsonElement> ReceiveJsonAsync() => JsonElement.Parse(await ReceiveAsync());

    /// <summary>Reads on until the server closes.</summary>
    public async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while ((await ReadAsync()).Text is not null)
        {
            // what was under way before the close frame
        }

        var reason = ((int)socket.CloseStatus!, socket.CloseStatusDescription);
        if (socket.State == WebSocketState.CloseReceived)
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);
        return reason;
    }

    public Task CloseAsync() => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);

    /// <summary>Cuts the connection without a word.</summary>
    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();

    private async Task<(string? Text, WebSocketMessageType Type)> ReadAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        while (true)
        {
            var received = await socket.ReceiveAsync(message.GetMemory(4096), Cancelled).AsTask().WaitAsync(Patience, Cancelled);
            if (received.MessageType == WebSocketMessageType.Close)
                return (null, received.MessageType);
            message.Advance(received.Count);
            if (received.EndOfMessage)
                return (Encoding.UTF8.GetString(message.WrittenSpan), received.MessageType);
        }
    }
}
