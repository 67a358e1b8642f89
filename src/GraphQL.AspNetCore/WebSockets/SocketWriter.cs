using System.Net.WebSockets;
using System.Threading.Channels;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>
/// The bounded queue between operations and one WebSocket, and the loop that empties it. Whoever finds it full waits, so that a
/// client that does not read slows down its own operations and nobody else's.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, int capacity)
{
    private readonly Channel<ServerMessage> queue = Channel.CreateBounded<ServerMessage>(new BoundedChannelOptions(capacity) { SingleReader = true });
    private CloseReason closeReason = CloseReason.Normal;

    /// <summary>Queues a message if there is room at once.</summary>
    public bool TryWrite(ServerMessage message) => queue.Writer.TryWrite(message);

    /// <summary>Queues a message as soon as there is room. Its owner is disposed in any case.</summary>
    /// <exception cref="ChannelClosedException">The connection is being closed.</exception>
    public async ValueTask WriteAsync(ServerMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await queue.Writer.WriteAsync(message, cancellationToken);
        }
        catch
        {
            message.Owner?.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more messages; sends what is queued, then the close frame.</summary>
    public void Close(CloseReason reason)
    {
        closeReason = reason;
        queue.Writer.TryComplete();
    }

    /// <summary>Sends until the queue is closed, then closes the socket's sending half.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await queue.Reader.WaitToReadAsync(cancellationToken))
                await SendQueuedAsync(cancellationToken);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)closeReason.Code, closeReason.Text, cancellationToken);
        }
        finally
        {
            queue.Writer.TryComplete();
            while (queue.Reader.TryRead(out var unsent))
                unsent.Owner?.Dispose();
        }
    }

    private async ValueTask SendQueuedAsync(CancellationToken cancellationToken)
    {
        using var buffer = new JsonBuffer();
        while (queue.Reader.TryRead(out var message))
        {
            buffer.Reset();
            message.WriteTo(buffer);
            message.Owner?.Dispose();
            if (socket.State == WebSocketState.Open)
                await socket.SendAsync(buffer.WrittenMemory, WebSocketMessageType.Text, true, cancellationToken);
        }
    }
}
