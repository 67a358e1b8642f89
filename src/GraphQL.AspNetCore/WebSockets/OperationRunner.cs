using System.Text.Json;
using CrmGraph.GraphQL.AspNetCore.Http;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>Runs the operations of one WebSocket and sends their messages: <c>next</c>…, then <c>complete</c>; or <c>error</c>, and nothing after it.</summary>
internal sealed class OperationRunner(GraphQLTransport transport, HttpContext context, string connectionId, OperationTable operations, SocketWriter writer)
{
    private readonly IServiceScopeFactory scopes = context.RequestServices.GetRequiredService<IServiceScopeFactory>();

    /// <summary>Runs one operation to its end, beside the caller. It never throws: what goes wrong is told to the client.</summary>
    public async Task RunAsync(RunningOperation operation, ConnectionAccess access)
    {
        await Task.Yield();
        try
        {
            var result = await ExecuteAsync(operation, access);
            if (result is SingleResult single)
                await SendSingleAsync(operation, single);
            else
                await SendStreamAsync(operation, (StreamResult)result);
        }
        catch (Exception) when (operation.Ending.IsCancellationRequested)
        {
            // the client has completed the operation, or is gone
        }
        catch (SocketClosingException)
        {
            // nothing can be sent any more
        }
        catch (RefusedRequestException e)
        {
            await SendErrorsAsync(operation, [new GraphQLError(e.Message) { Code = e.Code }]);
        }
        catch (GraphQLException e)
        {
            await SendErrorsAsync(operation, e.Errors);
        }
        catch (Exception e)
        {
            await SendErrorsAsync(operation, [transport.Mask(e)]);
        }
        finally
        {
            operations.Finish(operation);
            operations.Ended(operation);
            operation.Dispose();
        }
    }

    private async Task<ExecutionResult> ExecuteAsync(RunningOperation operation, ConnectionAccess access)
    {
        await using var scope = scopes.CreateAsyncScope();
        var parameters = operation.TakeParameters();
        var key = IdempotencyKey.Of(parameters);
        var permission = new OperationPermission(Mutations: true, Subscriptions: true, key.Problem);
        var request = GraphQLTransport.Request(parameters, access, scope.ServiceProvider) with { IdempotencyKey = key.Value, Allows = permission.Allows };
        var result = await transport.Execute(request, operation.Ending);
        permission.ThrowIfRefused();
        return result;
    }

    private async ValueTask SendSingleAsync(RunningOperation operation, SingleResult single)
    {
        if (single.Outcome == RequestOutcome.Executed)
        {
            if (!operation.IsActive)
            {
                single.Dispose();
                return;
            }

            await writer.WriteAsync(new ServerMessage(operation.NextHead, single.Body, single), operation.Ending);
            if (operations.Finish(operation))
                await writer.WriteAsync(ServerMessage.Complete(operation.Id), operation.Ending);
        }
        else if (operations.Finish(operation))
        {
            await writer.WriteAsync(ServerMessage.Error(operation.Id, ErrorsOf(single.Body), single), operation.Ending);
        }
        else
        {
            single.Dispose();
        }
    }

    private async Task SendStreamAsync(RunningOperation operation, StreamResult stream)
    {
        using (stream)
        {
            operation.IsStream = true;
            operation.LastCursor = stream.Cursor;
            stream.TakeAtOnce = payload => TrySend(operation, payload);
            await foreach (var payload in stream.Payloads.WithCancellation(operation.Ending))
            {
                if (!TrySend(operation, payload) && !await SendSlowlyAsync(operation, payload))
                {
                    TransportLog.Overflow(transport.Log, connectionId);
                    throw SubscriptionEnd.Overflow(transport.Options.OutgoingQueueCapacity).At(operation.LastCursor);
                }
            }
        }

        if (operations.Finish(operation))
            await writer.WriteAsync(ServerMessage.Complete(operation.Id), operation.Ending);
    }

    /// <summary>Sends or queues an event, if there is room at once.</summary>
    private bool TrySend(RunningOperation operation, ResponsePayload payload)
    {
        if (!operation.IsActive)
            return true;
        if (!writer.TryWrite(new ServerMessage(operation.NextHead, payload.Json)))
            return false;
        operation.LastCursor = payload.EventId ?? operation.LastCursor;
        return true;
    }

    /// <summary>Queues an event, waiting for room no longer than the grace that slow clients have.</summary>
    private async ValueTask<bool> SendSlowlyAsync(RunningOperation operation, ResponsePayload payload)
    {
        using var grace = new CancellationTokenSource(transport.Options.SlowClientGrace, transport.Time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, operation.Ending);
        try
        {
            await writer.WriteAsync(new ServerMessage(operation.NextHead, payload.Json), patience.Token);
            operation.LastCursor = payload.EventId ?? operation.LastCursor;
            return true;
        }
        catch (OperationCanceledException) when (!operation.Ending.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task SendErrorsAsync(RunningOperation operation, IReadOnlyList<GraphQLError> errors)
    {
        if (!operations.Finish(operation))
            return;
        try
        {
            await writer.WriteAsync(ErrorMessage(operation.Id, errors), operation.Ending);
        }
        catch (Exception e) when (e is SocketClosingException or OperationCanceledException)
        {
            // the connection ended while the message waited for room
        }
    }

    /// <summary>An <c>error</c> message of our own.</summary>
    public static ServerMessage ErrorMessage(string id, params IReadOnlyList<GraphQLError> errors)
    {
        var buffer = new JsonBuffer(512);
        ErrorWriter.Write(buffer, errors);
        return ServerMessage.Error(id, buffer.WrittenMemory, buffer);
    }

    /// <summary>The value of <c>errors</c> of a response object.</summary>
    private static ReadOnlyMemory<byte> ErrorsOf(ReadOnlyMemory<byte> response)
    {
        var reader = new Utf8JsonReader(response.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isErrors = reader.ValueTextEquals("errors"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isErrors)
                return response[start..(int)reader.BytesConsumed];
        }

        return "[]"u8.ToArray();
    }
}
