using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmGraph.FanOutBench;

/// <summary>A client that speaks just enough WebSocket to subscribe, to answer pings and to count what it gets: cheap, for there are ten thousand.</summary>
internal sealed class Subscriber(Deliveries deliveries) : IDisposable
{
    public const string OperationId = "0b1d3a4c-6a0e-4d3c-9a51-2f1f6d6a0f10";

    private const string Query =
        "subscription { stageChanged { number cursor at opportunity { id name account amount currency } from to by } }";

    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[1536];
    private int length;
    private int received;

    /// <summary>Connects, initialises the connection and subscribes.</summary>
    public async Task SubscribeAsync(IPEndPoint server, string subscribePayload, string initPayload)
    {
        await socket.ConnectAsync(server);
        await SendRawAsync(Encoding.ASCII.GetBytes(
            $"GET /graphql HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        int end;
        while ((end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
            await FillAsync();
        if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException(Encoding.UTF8.GetString(buffer.AsSpan(0, length)));
        Consume(end + 4);
        await SendAsync(1, Encoding.UTF8.GetBytes($"{{\"type\":\"connection_init\"{initPayload}}}"));
        while (!TryRead(out _))
            await FillAsync();
        await SendAsync(1, Encoding.UTF8.GetBytes($"{{\"type\":\"subscribe\",\"id\":\"{OperationId}\",\"payload\":{subscribePayload}}}"));
    }

    /// <summary>Subscribes to what the servers of this program publish.</summary>
    public Task SubscribeAsync(IPEndPoint server) => SubscribeAsync(server, $"{{\"query\":\"{Query}\"}}", "");

    /// <summary>Counts deliveries until the connection ends.</summary>
    public async Task ReadAsync()
    {
        try
        {
            while (true)
            {
                while (TryRead(out var isPing))
                {
                    if (isPing)
                        await SendAsync(10, []);
                }

                await FillAsync();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            deliveries.Ended();
        }
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Takes one frame out of the buffer.</summary>
    private bool TryRead(out bool isPing)
    {
        isPing = false;
        if (length < 2)
            return false;
        var size = buffer[1] & 127;
        var head = 2;
        if (size == 126)
        {
            if (length < 4)
                return false;
            size = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(2));
            head = 4;
        }

        if (length < head + size)
            return false;
        var opcode = buffer[0] & 15;
        isPing = opcode == 9;
        if (opcode == 1)
            Count(buffer.AsSpan(head, size));
        Consume(head + size);
        return true;
    }

    private void Count(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("{\"type\":\"next\""u8))
            deliveries.Delivered(received++, message);
        else if (!message.StartsWith("{\"type\":\"connection_ack\""u8))
            deliveries.Unexpected(Encoding.UTF8.GetString(message));
    }

    private async ValueTask FillAsync()
    {
        var count = await socket.ReceiveAsync(buffer.AsMemory(length), SocketFlags.None);
        if (count == 0)
            throw new EndOfStreamException();
        length += count;
    }

    private void Consume(int count)
    {
        length -= count;
        buffer.AsSpan(count, length).CopyTo(buffer);
    }

    private ValueTask SendAsync(byte opcode, byte[] text)
    {
        // Frames of clients are masked; a mask of zeros leaves the text as it is.
        var head = text.Length < 126 ? 2 : 4;
        var frame = new byte[head + 4 + text.Length];
        frame[0] = (byte)(128 | opcode);
        frame[1] = (byte)(128 | (text.Length < 126 ? text.Length : 126));
        if (head == 4)
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)text.Length);
        text.CopyTo(frame, head + 4);
        return SendRawAsync(frame);
    }

    private async ValueTask SendRawAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
            sent += await socket.SendAsync(bytes.AsMemory(sent), SocketFlags.None);
    }
}
