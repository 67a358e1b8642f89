using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using CrmGraph.GraphQL.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.FanOutBench;

/// <summary>
/// The least that a broadcast over WebSockets of ASP.NET Core can do: sockets in a list, each message made once, sent to one after the
/// other. It knows nothing of GraphQL, gives nobody a queue, and would stop for everybody when one client does not read.
/// </summary>
internal sealed class BaselineServer : IPublisher
{
    /// <summary>Long enough for a client that shares two cores with the server and with other work.</summary>
    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private readonly List<WebSocket> sockets = [];
    private readonly Channel<ReadOnlyMemory<byte>> messages = Channel.CreateUnbounded<ReadOnlyMemory<byte>>();

    public BaselineServer() => _ = BroadcastAsync();

    public static void Add(IServiceCollection services) => services.AddSingleton<BaselineServer>().AddSingleton<IPublisher>(s => s.GetRequiredService<BaselineServer>());

    public static void Map(WebApplication app)
    {
        // The engine's sign of life.
        var alive = new GraphQLServerOptions();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = alive.KeepAliveInterval, KeepAliveTimeout = KeepAliveTimeout });
        app.Map("/graphql", context => context.RequestServices.GetRequiredService<BaselineServer>().AcceptAsync(context));
    }

    public void Publish(StageChange change) => messages.Writer.TryWrite(MessageOf(change));

    private async Task AcceptAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync("graphql-transport-ws");
        var buffer = new byte[256];
        await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
        await socket.SendAsync("""{"type":"connection_ack"}"""u8.ToArray(), WebSocketMessageType.Text, true, context.RequestAborted);
        while ((await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted)).EndOfMessage is false)
        {
            // the whole of the subscribe message
        }

        lock (gate)
            sockets.Add(socket);
        buffer = [];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted)).MessageType != WebSocketMessageType.Close)
            {
                // nothing more is expected
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // the client is gone
        }

        lock (gate)
            sockets.Remove(socket);
    }

    private async Task BroadcastAsync()
    {
        await foreach (var message in messages.Reader.ReadAllAsync())
        {
            WebSocket[] all;
            lock (gate)
                all = [.. sockets];
            foreach (var socket in all)
            {
                try
                {
                    await socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
                }
                catch (WebSocketException)
                {
                    // the client is gone
                }
            }
        }
    }

    /// <summary>The bytes that the engine makes of the event and the subscription of <see cref="Subscriber"/>.</summary>
    private static ReadOnlyMemory<byte> MessageOf(StageChange change)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("type", "next");
        writer.WriteString("id", Subscriber.OperationId);
        writer.WriteStartObject("payload");
        writer.WriteStartObject("data");
        writer.WriteStartObject("stageChanged");
        writer.WriteNumber("number", change.Number);
        writer.WriteString("cursor", change.Cursor);
        writer.WriteString("at", change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteStartObject("opportunity");
        writer.WriteString("id", change.Opportunity.Id);
        writer.WriteString("name", change.Opportunity.Name);
        writer.WriteString("account", change.Opportunity.Account);
        writer.WriteString("amount", change.Opportunity.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteString("currency", change.Opportunity.Currency);
        writer.WriteEndObject();
        writer.WriteString("from", change.From);
        writer.WriteString("to", change.To);
        writer.WriteString("by", change.By);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
