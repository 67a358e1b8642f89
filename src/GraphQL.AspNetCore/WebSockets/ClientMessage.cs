using System.Text.Json;
using CrmGraph.GraphQL.AspNetCore.Requests;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>The messages that a client may send.</summary>
internal enum ClientMessageType
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>A message from the client.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Id">The operation that it belongs to; empty for messages without one.</param>
/// <param name="Payload">The payload of connection_init, ping and pong; undefined if there is none.</param>
/// <param name="Parameters">The payload of subscribe; null for others.</param>
internal sealed record ClientMessage(ClientMessageType Type, string Id, JsonElement Payload, RequestParameters? Parameters)
{
    /// <summary>Reads a message.</summary>
    /// <exception cref="MalformedRequestException">It is not a message of the protocol.</exception>
    public static ClientMessage Parse(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        try
        {
            return Read(utf8, maxDepth);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MalformedRequestException("Message is not valid JSON");
        }
    }

    private static ClientMessage Read(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new MalformedRequestException("Message must be an object");
        string? type = null;
        string? id = null;
        Utf8JsonReader payload = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = ReadText(ref reader, "type");
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = ReadText(ref reader, "id");
            }
            else if (reader.ValueTextEquals("payload"u8))
            {
                reader.Read();
                payload = reader;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        return Of(type, id, payload);
    }

    // Whether the payload may be read as an operation is known only when the type is, which may come after it.
    private static ClientMessage Of(string? type, string? id, Utf8JsonReader payload) => type switch
    {
        "subscribe" => new ClientMessage(ClientMessageType.Subscribe, RequireId(id), default, RequestParameters.Read(ref payload)),
        "complete" => new ClientMessage(ClientMessageType.Complete, RequireId(id), default, null),
        "connection_init" => new ClientMessage(ClientMessageType.ConnectionInit, "", ReadObject(ref payload), null),
        "ping" => new ClientMessage(ClientMessageType.Ping, "", ReadObject(ref payload), null),
        "pong" => new ClientMessage(ClientMessageType.Pong, "", ReadObject(ref payload), null),
        null => throw new MalformedRequestException("Message has no type"),
        _ => throw new MalformedRequestException($"Unexpected message of type {type} received"),
    };

    private static string RequireId(string? id) => string.IsNullOrEmpty(id) ? throw new MalformedRequestException("Message has no id") : id;

    private static string ReadText(ref Utf8JsonReader reader, string property)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new MalformedRequestException($"Message {property} must be a string");
    }

    private static JsonElement ReadObject(ref Utf8JsonReader payload) => payload.TokenType switch
    {
        JsonTokenType.None or JsonTokenType.Null => default,
        JsonTokenType.StartObject => JsonElement.ParseValue(ref payload),
        _ => throw new MalformedRequestException("Message payload must be an object"),
    };
}
