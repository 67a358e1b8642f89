using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.Errors;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>
/// One WebSocket that speaks graphql-transport-ws: the handshake, then any number of operations at a time. It reads one message after
/// the other; whatever may take long runs beside it.
/// </summary>
internal sealed class GraphQLConnection : IDisposable
{
    private readonly GraphQLTransport transport;
    private readonly HttpContext context;
    private readonly WebSocket socket;
    private readonly SocketReader reader;

    // Kept, because a socket may be found lost when the request has already ended.
    private readonly string connectionId;
    private readonly SocketWriter writer;
    private readonly OperationTable operations;
    private readonly OperationRunner runner;
    private readonly CancellationTokenSource operationsEnd = new();
    private readonly Lock gate = new();
    private ITimer? initTimer;
    private ITimer? abortTimer;
    private CancellationTokenSource? expiry;
    private Task handshake = Task.CompletedTask;
    private Task shutdown = Task.CompletedTask;
    private bool initReceived;
    private bool closing;
    private volatile ConnectionAccess? access;

    public GraphQLConnection(GraphQLTransport transport, HttpContext context, WebSocket socket)
    {
        this.transport = transport;
        this.context = context;
        this.socket = socket;
        connectionId = context.Connection.Id;
        reader = new SocketReader(socket, transport.Options.MaxMessageBytes);
        writer = new SocketWriter(socket, transport.Options.OutgoingQueueCapacity, Lost);
        operations = new OperationTable(transport.Options.MaxOperationsPerConnection);
        runner = new OperationRunner(transport, context, connectionId, operations, writer);
    }

    /// <summary>Serves the socket until either side closes it; afterwards nothing of it runs any more.</summary>
    public async Task RunAsync()
    {
        TransportLog.SocketOpened(transport.Log, connectionId);
        initTimer = transport.Time.CreateTimer(static state => ((GraphQLConnection)state!).InitTimedOut(), this, transport.Options.ConnectionInitTimeout, Timeout.InfiniteTimeSpan);
        await using var stopping = transport.Lifetime.ApplicationStopping.UnsafeRegister(static state => ((GraphQLConnection)state!).ShutDown(), this);
        try
        {
            await ReadAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            Lost(e);
        }
        finally
        {
            Close(CloseReason.Normal);
            await operationsEnd.CancelAsync();
            await handshake;
            await Task.WhenAll(operations.Close().Select(o => o.Completion));
            await shutdown;
            await writer.CloseAsync(CloseReason.Normal);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        initTimer?.Dispose();
        abortTimer?.Dispose();
        expiry?.Dispose();
        reader.Dispose();
        operationsEnd.Dispose();
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            switch (await reader.ReadAsync(context.RequestAborted))
            {
                case ReadOutcome.Closed:
                    return;
                case ReadOutcome.TooBig:
                    Close(CloseReason.MessageTooBig(transport.Options.MaxMessageBytes));
                    break;
                case ReadOutcome.Binary:
                    Close(CloseReason.BadMessage("Only text messages are allowed"));
                    break;
                default:
                    await ReceiveAsync();
                    break;
            }
        }
    }

    private async ValueTask ReceiveAsync()
    {
        if (IsClosing)
            return;
        try
        {
            await HandleAsync(ClientMessage.Parse(reader.Message, transport.Options.MaxJsonDepth));
        }
        catch (MalformedRequestException e)
        {
            Close(CloseReason.BadMessage(e.Message));
        }
        catch (SocketClosingException)
        {
            // the connection began to close while an answer waited for room
        }
    }

    private async ValueTask HandleAsync(ClientMessage message)
    {
        switch (message.Type)
        {
            case ClientMessageType.ConnectionInit:
                Initialise(message.Payload);
                break;
            case ClientMessageType.Ping:
                await writer.WriteAsync(ServerMessage.Pong(RawText(message.Payload)), context.RequestAborted);
                break;
            case ClientMessageType.Subscribe:
                await SubscribeAsync(message);
                break;
            case ClientMessageType.Complete when operations.Remove(message.Id) is { } operation:
                await operation.CancelAsync();
                break;
        }
    }

    private void Initialise(JsonElement payload)
    {
        lock (gate)
        {
            if (!initReceived)
            {
                initReceived = true;
                initTimer?.Dispose();
                initTimer = null;
                handshake = AuthenticateAsync(payload.ValueKind == JsonValueKind.Object ? payload : null);
                return;
            }
        }

        Close(CloseReason.TooManyInitialisations);
    }

    private async Task AuthenticateAsync(JsonElement? payload)
    {
        await Task.Yield();
        try
        {
            var granted = await transport.AuthenticateAsync(context, payload, operationsEnd.Token);
            if (granted.Refusal is { } refusal)
            {
                Close(CloseReason.Forbidden(refusal));
                return;
            }

            expiry = transport.ExpiryOf(granted);
            access = granted;
            await writer.WriteAsync(ServerMessage.ConnectionAck, context.RequestAborted);
            expiry?.Token.UnsafeRegister(static state => ((GraphQLConnection)state!).Close(CloseReason.TokenExpired), this);
        }
        catch (Exception) when (IsClosing)
        {
            // nobody waits for the acknowledgement any more
        }
        catch (Exception e)
        {
            transport.Mask(e);
            Close(CloseReason.InternalError);
        }
        finally
        {
            lock (gate)
                handshake = Task.CompletedTask;
        }
    }

    private async ValueTask SubscribeAsync(ClientMessage message)
    {
        if (access is not { } granted)
        {
            Close(CloseReason.Unauthorized);
            return;
        }

        var operation = new RunningOperation(message.Id, message.Parameters!);
        var admission = operations.Start(operation, o => runner.RunAsync(o, granted));
        if (admission == Admission.Started)
            return;
        operation.Dispose();
        if (admission == Admission.DuplicateId)
            Close(CloseReason.SubscriberExists(message.Id));
        else if (admission == Admission.TooMany)
            await writer.WriteAsync(OperationRunner.ErrorMessage(message.Id, TooManyOperations()), context.RequestAborted);
    }

    private GraphQLError TooManyOperations() => new($"A connection may run {transport.Options.MaxOperationsPerConnection} operations at a time.") { Code = ErrorCodes.LimitExceeded };

    private void InitTimedOut()
    {
        lock (gate)
        {
            if (initReceived)
                return;
        }

        Close(CloseReason.InitialisationTimeout);
    }

    private void ShutDown() => shutdown = ShutDownAsync();

    /// <summary>Ends subscriptions, lets queries and mutations finish, then closes.</summary>
    private async Task ShutDownAsync()
    {
        var finishing = operations.Close().Where(o => !o.IsStream).Select(o => o.Completion);
        await Task.WhenAny(Task.WhenAll(finishing), Task.Delay(transport.Options.ShutdownTimeout, transport.Time, context.RequestAborted));
        Close(CloseReason.GoingAway);
    }

    private bool IsClosing
    {
        get
        {
            lock (gate)
                return closing;
        }
    }

    /// <summary>Begins to close; the first reason wins. Should the client not play along, the socket is cut off after a while.</summary>
    private void Close(CloseReason reason)
    {
        lock (gate)
        {
            if (closing)
                return;
            closing = true;
            abortTimer = transport.Time.CreateTimer(static state => ((WebSocket)state!).Abort(), socket, transport.Options.CloseTimeout, Timeout.InfiniteTimeSpan);
        }

        if (reason != CloseReason.Normal)
            TransportLog.SocketClosed(transport.Log, connectionId, reason.Code, reason.Text);
        writer.CloseAsync(reason);
        operationsEnd.CancelAsync();
        foreach (var operation in operations.Close())
            operation.CancelAsync();
    }

    private void Lost(Exception because)
    {
        TransportLog.SocketLost(transport.Log, connectionId, because.Message);
        socket.Abort();
    }

    private static ReadOnlyMemory<byte> RawText(JsonElement payload) =>
        payload.ValueKind == JsonValueKind.Undefined ? default : JsonMarshal.GetRawUtf8Value(payload).ToArray();
}
