using System.Net.WebSockets;
using CrmGraph.GraphQL.AspNetCore.Requests;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>Accepts WebSockets that speak graphql-transport-ws. Dead peers are found by ping frames, which need no help of the client's code.</summary>
internal sealed class WebSocketTransport(GraphQLTransport transport)
{
    private const string Subprotocol = "graphql-transport-ws";

    /// <summary>Serves one WebSocket to its end.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var speaksOurs = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = speaksOurs ? Subprotocol : null,
            KeepAliveInterval = transport.Options.KeepAliveInterval,
            KeepAliveTimeout = transport.Options.KeepAliveTimeout,
        });
        if (speaksOurs)
        {
            using var connection = new GraphQLConnection(transport, context, socket);
            await connection.RunAsync();
            return;
        }

        using var patience = new CancellationTokenSource(transport.Options.CloseTimeout, transport.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        var reason = CloseReason.SubprotocolNotAcceptable;
        try
        {
            await socket.CloseAsync((WebSocketCloseStatus)reason.Code, reason.Text, ending.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            TransportLog.SocketLost(transport.Log, context.Connection.Id, e.Message);
        }
    }
}
