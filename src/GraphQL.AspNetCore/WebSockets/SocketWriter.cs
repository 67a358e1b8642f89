using System.Buffers;
using System.Net.WebSockets;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>
/// Sends to one WebSocket. A message goes out on the flow of whoever brings it, if the socket takes it at once; what comes while the
/// socket is busy waits in a bounded queue. Whoever finds that full waits, so that a client that does not read slows down its own
/// operations and nobody else's.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="capacity">How many messages may wait.</param>
/// <param name="lost">Told when sending has failed; nothing more is sent then.</param>
internal sealed class SocketWriter(WebSocket socket, int capacity, Action<Exception> lost)
{
    private readonly Lock gate = new();
    private Queue<ServerMessage>? waiting;
    private TaskCompletionSource? room;
    private TaskCompletionSource? closed;
    private CloseReason closeReason;
    private bool isBusy;

    /// <summary>Sends a message, or queues it if there is room at once. If not, or if the connection is being closed, the message stays the caller's.</summary>
    public bool TryWrite(ServerMessage message)
    {
        lock (gate)
        {
            if (closed is not null)
                return false;
            if (isBusy)
            {
                waiting ??= new Queue<ServerMessage>();
                if (waiting.Count >= capacity)
                    return false;
                waiting.Enqueue(message);
                return true;
            }

            isBusy = true;
        }

        Send(message);
        return true;
    }

    /// <summary>Sends or queues a message as soon as there is room. Its owner is disposed in any case.</summary>
    /// <exception cref="SocketClosingException">The connection is being closed.</exception>
    public async ValueTask WriteAsync(ServerMessage message, CancellationToken cancellationToken)
    {
        try
        {
            while (!TryWrite(message))
                await RoomAsync().WaitAsync(cancellationToken);
        }
        catch
        {
            message.Owner?.Dispose();
            throw;
        }
    }

    /// <summary>Takes no more messages; what is queued is sent, then the close frame. Ends when that is done or has failed.</summary>
    public Task CloseAsync(CloseReason reason)
    {
        lock (gate)
        {
            if (closed is not null)
                return closed.Task;
            closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            closeReason = reason;
            room?.TrySetResult();
            if (isBusy)
                return closed.Task;
            isBusy = true;
        }

        _ = SendCloseAsync();
        return closed.Task;
    }

    private Task RoomAsync()
    {
        lock (gate)
        {
            if (closed is not null)
                throw new SocketClosingException();
            if (waiting is null || waiting.Count < capacity)
                return Task.CompletedTask;
            return (room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Sends a message and those that are queued meanwhile, as long as the socket takes them at once; then goes on beside the caller.</summary>
    private void Send(ServerMessage first)
    {
        ServerMessage? message = first;
        while (message is { } next)
        {
            byte[] bytes = [];
            try
            {
                bytes = ArrayPool<byte>.Shared.Rent(next.Length);
                next.CopyTo(bytes);
                next.Owner?.Dispose();

                // Not to be cancelled: that would cost a registration for every message. A socket that is given up is aborted.
                var sending = socket.SendAsync(bytes.AsMemory(0, next.Length), WebSocketMessageType.Text, true, CancellationToken.None);
                if (!sending.IsCompletedSuccessfully)
                {
                    _ = FinishAsync(sending, bytes);
                    return;
                }

                ArrayPool<byte>.Shared.Return(bytes);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                ArrayPool<byte>.Shared.Return(bytes);
                Fail(e);
                return;
            }

            message = Next();
        }
    }

    private async Task FinishAsync(ValueTask sending, byte[] bytes)
    {
        try
        {
            await sending;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            Fail(e);
            return;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        if (Next() is { } message)
            Send(message);
    }

    /// <summary>The next message that waits; null if there is none, and then the socket is not busy any more, unless it is being closed.</summary>
    private ServerMessage? Next()
    {
        lock (gate)
        {
            if (waiting is not null && waiting.TryDequeue(out var message))
            {
                room?.TrySetResult();
                room = null;
                return message;
            }

            waiting = null;
            if (closed is null)
            {
                isBusy = false;
                return null;
            }
        }

        _ = SendCloseAsync();
        return null;
    }

    private async Task SendCloseAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync((WebSocketCloseStatus)closeReason.Code, closeReason.Text, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            lost(e);
        }
        finally
        {
            closed!.TrySetResult();
        }
    }

    /// <summary>Gives up: the socket sends nothing any more.</summary>
    private void Fail(Exception because)
    {
        Queue<ServerMessage>? unsent;
        lock (gate)
        {
            closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (unsent, waiting) = (waiting, null);
            room?.TrySetResult();
        }

        foreach (var message in unsent ?? [])
            message.Owner?.Dispose();
        closed.TrySetResult();

        // Beside the caller, who may be sending to many others.
        ThreadPool.UnsafeQueueUserWorkItem(static end => end.lost(end.because), (lost, because), preferLocal: false);
    }
}

/// <summary>The connection is being closed: nothing more can be sent.</summary>
internal sealed class SocketClosingException() : Exception("The connection is being closed.");
