using System.Text;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>A message to the client: its head, its payload, and the brace that closes it.</summary>
/// <param name="Head">Everything before the payload.</param>
/// <param name="Payload">The payload as JSON; empty if there is none.</param>
/// <param name="Owner">Owns the payload's memory until the message is sent; null if nobody has to.</param>
internal readonly record struct ServerMessage(ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Payload, IDisposable? Owner = null)
{
    private static readonly byte[] AckHead = """{"type":"connection_ack" """u8[..^1].ToArray();
    private static readonly byte[] PongHead = """{"type":"pong" """u8[..^1].ToArray();
    private static readonly byte[] PongPayloadHead = """{"type":"pong","payload":"""u8.ToArray();

    public static ServerMessage ConnectionAck => new(AckHead, default);

    /// <summary>How many bytes the message has.</summary>
    public int Length => Head.Length + Payload.Length + 1;

    public static ServerMessage Pong(ReadOnlyMemory<byte> payload) => new(payload.Length > 0 ? PongPayloadHead : PongHead, payload);

    public static ServerMessage Error(string id, ReadOnlyMemory<byte> errors, IDisposable? owner = null) => new(HeadOf("error", id, hasPayload: true), errors, owner);

    public static ServerMessage Complete(string id) => new(HeadOf("complete", id, hasPayload: false), default);

    /// <summary>The head of all <c>next</c> messages of an operation.</summary>
    public static byte[] NextHead(string id) => HeadOf("next", id, hasPayload: true);

    /// <summary>Writes the message as JSON.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        Head.Span.CopyTo(bytes);
        Payload.Span.CopyTo(bytes[Head.Length..]);
        bytes[Length - 1] = (byte)'}';
    }

    private static byte[] HeadOf(string type, string id, bool hasPayload)
    {
        using var buffer = new JsonBuffer(128);
        buffer.WriteRaw("{\"type\":\""u8);
        buffer.WriteRaw(Encoding.ASCII.GetBytes(type));
        buffer.WriteRaw("\",\"id\":"u8);
        buffer.WriteString(id);
        if (hasPayload)
            buffer.WriteRaw(",\"payload\":"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
