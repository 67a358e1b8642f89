using Microsoft.Extensions.Logging;

namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>All log messages of the transports. None of them holds a document, a variable or a credential.</summary>
internal static partial class TransportLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A GraphQL transport failed with error id {ErrorId}")]
    public static partial void Fault(ILogger logger, Exception exception, string errorId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "HTTP request refused with {Status}: {Reason}")]
    public static partial void RequestRefused(ILogger logger, int status, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "WebSocket {ConnectionId} opened")]
    public static partial void SocketOpened(ILogger logger, string connectionId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "WebSocket {ConnectionId} closed by us with {Code}: {Reason}")]
    public static partial void SocketClosed(ILogger logger, string connectionId, int code, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "WebSocket {ConnectionId} lost: {Reason}")]
    public static partial void SocketLost(ILogger logger, string connectionId, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "WebSocket {ConnectionId} reads too slowly: a subscription was cut off")]
    public static partial void Overflow(ILogger logger, string connectionId);
}
