using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>A message to the client.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">The operation that it belongs to; null for messages without one.</param>
/// <param name="Payload">The payload as JSON; empty if there is none.</param>
/// <param name="Owner">Owns the payload's memory until the message is sent; null if nobody has to.</param>
internal readonly record struct ServerMessage(string Type, string? Id, ReadOnlyMemory<byte> Payload, IDisposable? Owner = null)
{
    public static ServerMessage ConnectionAck { get; } = new("connection_ack", null, default);

    public static ServerMessage Pong(ReadOnlyMemory<byte> payload) => new("pong", null, payload);

    public static ServerMessage Next(string id, ReadOnlyMemory<byte> response, IDisposable? owner = null) => new("next", id, response, owner);

    public static ServerMessage Error(string id, ReadOnlyMemory<byte> errors, IDisposable? owner = null) => new("error", id, errors, owner);

    public static ServerMessage Complete(string id) => new("complete", id, default);

    /// <summary>Writes the message as JSON.</summary>
    public void WriteTo(JsonBuffer buffer)
    {
        buffer.WriteRaw("{\"type\":\""u8);
        foreach (var letter in Type)
            buffer.WriteByte((byte)letter);
        buffer.WriteByte((byte)'"');
        if (Id is not null)
        {
            buffer.WriteRaw(",\"id\":"u8);
            buffer.WriteString(Id);
        }

        if (Payload.Length > 0)
        {
            buffer.WriteRaw(",\"payload\":"u8);
            buffer.WriteRaw(Payload.Span);
        }

        buffer.WriteByte((byte)'}');
    }
}
