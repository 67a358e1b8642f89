using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;

namespace CrmGraph.Testing;

/// <summary>A WebSocket that speaks graphql-transport-ws with a <see cref="CrmApplication"/>.</summary>
public sealed class CrmSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket = new();

    private CrmSocket()
    {
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Connects and sends <c>connection_init</c>.</summary>
    public static async Task<CrmSocket> ConnectAsync(Uri address, IReadOnlyDictionary<string, string?>? payload, params IEnumerable<(string Name, string Value)> headers)
    {
        var socket = new CrmSocket();
        socket._socket.Options.AddSubProtocol("graphql-transport-ws");
        foreach (var (name, value) in headers) socket._socket.Options.SetRequestHeader(name, value);
        await socket._socket.ConnectAsync(address, Cancelled);
        await socket.SendAsync(payload is null ? new { type = "connection_init" } : (object)new { type = "connection_init", payload });
        return socket;
    }

    /// <summary>Sends a message.</summary>
    public Task SendAsync(object message) => _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, Cancelled);

    /// <summary>The next message.</summary>
    public async Task<JsonElement> ReceiveAsync() =>
        await ReadAsync() is { } bytes ? JsonElement.Parse(bytes.WrittenSpan) : throw new InvalidOperationException($"Closed with {_socket.CloseStatus} {_socket.CloseStatusDescription}");

    /// <summary>The payload of the next message, which has to be <c>next</c>.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var message = await ReceiveAsync();
        Assert.Equal("next", message.GetProperty("type").GetString());
        return message.GetProperty("payload");
    }

    /// <summary>Reads on until the server closes; answers with code and reason.</summary>
    public async Task<(int Code, string? Reason)> ClosedAsync()
    {
        while (await ReadAsync() is not null)
        {
            // what was under way before the close frame
        }

        var ending = ((int)_socket.CloseStatus!, _socket.CloseStatusDescription);
        if (_socket.State == WebSocketState.CloseReceived) await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);
        return ending;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task<ArrayBufferWriter<byte>?> ReadAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        while (true)
        {
            var received = await _socket.ReceiveAsync(message.GetMemory(4096), Cancelled).AsTask().WaitAsync(Patience, Cancelled);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            message.Advance(received.Count);
            if (received.EndOfMessage) return message;
        }
    }
}
