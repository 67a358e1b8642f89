using CrmGraph.GraphQL.AspNetCore.Errors;
using CrmGraph.GraphQL.AspNetCore.Http;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>
/// Answers one request as an event stream ("distinct connections" of the GraphQL over SSE protocol): <c>next</c> events, then
/// <c>complete</c>. A client that goes away has unsubscribed. When the host stops, the stream ends without <c>complete</c>, so that
/// the client comes back.
/// </summary>
internal sealed class EventStreamResponse(GraphQLTransport transport, HttpContext context, ConnectionAccess access)
{
    private readonly EventStreamWriter writer = new(context);

    /// <summary>Runs the request. A single response goes out as JSON where the client would rather have that.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="accepted">What the client accepts.</param>
    /// <param name="permission">Which kinds of operation may run.</param>
    public async Task RunAsync(GraphQLRequest request, AcceptedFormats accepted, OperationPermission permission)
    {
        using var expiry = transport.ExpiryOf(access);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, transport.Lifetime.ApplicationStopping, expiry?.Token ?? CancellationToken.None);
        using var result = await transport.Execute(request, context.RequestAborted);
        permission.ThrowIfRefused();
        if (result is SingleResult single)
        {
            if (accepted.StreamFirst)
                await SendSingleAsync(single);
            else
                await HttpTransport.WriteSingleAsync(context, accepted.Json!, single);
            return;
        }

        var errors = await StreamAsync((StreamResult)result, ending);
        if (expiry is { IsCancellationRequested: true })
            errors = [new GraphQLError("Token expired") { Code = ErrorCodes.Unauthenticated }];
        else if (ending.IsCancellationRequested)
            return;
        if (!context.Response.HasStarted)
            await writer.StartAsync(context.RequestAborted);
        await EndAsync(errors);
    }

    private async Task SendSingleAsync(SingleResult single)
    {
        await writer.StartAsync(context.RequestAborted);
        await writer.WriteNextAsync(new ResponsePayload(single.Body, null), context.RequestAborted);
        await writer.WriteCompleteAsync(context.RequestAborted);
    }

    /// <summary>Sends events until the source or the access ends; answers with the errors that the client has to be told.</summary>
    private async Task<IReadOnlyList<GraphQLError>> StreamAsync(StreamResult stream, CancellationTokenSource ending)
    {
        var payloads = stream.Payloads.GetAsyncEnumerator(ending.Token);
        var next = Task.FromResult(true);
        try
        {
            await writer.StartAsync(ending.Token);
            while (true)
            {
                next = payloads.MoveNextAsync().AsTask();
                if (!await WaitAsync(next, ending.Token))
                    return [];
                await writer.WriteNextAsync(payloads.Current, ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return [];
        }
        catch (GraphQLException e)
        {
            return e.Errors;
        }
        catch (Exception e) when (!ending.IsCancellationRequested)
        {
            return [transport.Mask(e)];
        }
        finally
        {
            await StopAsync(payloads, next, ending);
        }
    }

    private async ValueTask<bool> WaitAsync(Task<bool> next, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(transport.Options.KeepAliveInterval, transport.Time, cancellationToken);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                await writer.WriteCommentAsync(cancellationToken);
            }
        }
    }

    /// <summary>Unsubscribes. An enumerator may not be disposed while it moves, so a pending move is cancelled and awaited first.</summary>
    private static async Task StopAsync(IAsyncEnumerator<ResponsePayload> payloads, Task next, CancellationTokenSource ending)
    {
        if (!next.IsCompleted)
            await ending.CancelAsync();
        await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await payloads.DisposeAsync();
    }

    private async Task EndAsync(IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count > 0)
        {
            using var body = ErrorBody.Response(errors);
            await writer.WriteNextAsync(new ResponsePayload(body.WrittenMemory, null), context.RequestAborted);
        }

        await writer.WriteCompleteAsync(context.RequestAborted);
    }
}
