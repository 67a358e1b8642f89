using System.Buffers;
using System.Net.WebSockets;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>How the reading of one WebSocket message went.</summary>
internal enum ReadOutcome
{
    Message,
    Binary,
    TooBig,
    Closed,
}

/// <summary>Reads whole messages. Memory is rented only while one arrives, so that idle connections hold none.</summary>
internal sealed class SocketReader(WebSocket socket, int maxMessageBytes) : IDisposable
{
    private const int SmallBuffer = 4096;

    private byte[] bytes = [];
    private int length;

    /// <summary>The message that was read last; valid until the next read.</summary>
    public ReadOnlySpan<byte> Message => bytes.AsSpan(0, length);

    /// <summary>Waits for the next message and reads it.</summary>
    public async ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken)
    {
        Release();
        var received = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        while (true)
        {
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
                return ReadOutcome.Closed;
            if (received.MessageType == WebSocketMessageType.Binary)
                return ReadOutcome.Binary;
            if (length > maxMessageBytes)
                return ReadOutcome.TooBig;
            if (received.EndOfMessage)
                return ReadOutcome.Message;
            if (length == bytes.Length)
                Grow();
            received = await socket.ReceiveAsync(bytes.AsMemory(length), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Release();

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallBuffer, bytes.Length * 2));
        bytes.AsSpan(0, length).CopyTo(larger);
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }

    private void Release()
    {
        length = 0;
        if (bytes.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }
}
