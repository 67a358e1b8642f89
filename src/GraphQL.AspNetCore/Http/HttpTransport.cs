using CrmGraph.GraphQL.AspNetCore.Errors;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.AspNetCore.ServerSentEvents;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Language.Ast;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CrmGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// GraphQL over HTTP: POST, and GET for queries. Answers are chosen by <c>Accept</c>: under <c>application/json</c> a document that is
/// refused still gets 200, under <c>application/graphql-response+json</c> it gets 400, as the audits of graphql-http want it.
/// </summary>
internal sealed class HttpTransport(GraphQLTransport transport)
{
    private const string BothMethods = "GET, POST";

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var accepted = AcceptedFormats.Of(context.Request.Headers.Accept);
        try
        {
            await AnswerAsync(context, accepted);
        }
        catch (RefusedRequestException e)
        {
            context.Response.Headers.Allow = e.Allow;
            await RefuseAsync(context, accepted, e.Status, e.Code, e.Message);
        }
        catch (MalformedRequestException e)
        {
            await RefuseAsync(context, accepted, StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, accepted, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? ErrorCodes.LimitExceeded : ErrorCodes.BadRequest, e.Message);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // nobody is left to answer
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await WriteErrorAsync(context, accepted, StatusCodes.Status500InternalServerError, transport.Mask(e));
        }
    }

    private async Task AnswerAsync(HttpContext context, AcceptedFormats accepted)
    {
        var request = context.Request;
        var isGet = HttpMethods.IsGet(request.Method);
        if (!isGet && !HttpMethods.IsPost(request.Method))
            throw new RefusedRequestException(StatusCodes.Status405MethodNotAllowed, ErrorCodes.BadRequest, "GraphQL takes GET and POST requests.") { Allow = BothMethods };
        if (accepted.None)
            throw new RefusedRequestException(StatusCodes.Status406NotAcceptable, ErrorCodes.BadRequest, "Accept application/graphql-response+json, application/json or text/event-stream, in UTF-8.");
        var access = await transport.AuthenticateAsync(context, null, context.RequestAborted);
        if (access.Refusal is { } refusal)
            throw new RefusedRequestException(StatusCodes.Status401Unauthorized, ErrorCodes.Unauthenticated, refusal);
        var parameters = isGet
            ? HttpRequestReader.FromQueryString(request.Query, transport.Options)
            : await HttpRequestReader.FromBodyAsync(request, transport.Options, context.RequestAborted);
        OperationType? refused = null;
        var execution = GraphQLTransport.Request(parameters, access, context.RequestServices) with
        {
            Allows = operation =>
            {
                var allowed = operation switch
                {
                    OperationType.Query => true,
                    OperationType.Mutation => !isGet,
                    _ => accepted.EventStream,
                };
                refused = allowed ? refused : operation;
                return allowed;
            },
            LastEventId = request.Headers["Last-Event-ID"] is { Count: 1 } id ? id.ToString() : null,
        };
        if (accepted.EventStream)
        {
            await new EventStreamResponse(transport, context, access).RunAsync(execution, accepted, RefusedOperation);
            return;
        }

        using var result = await transport.Execute(execution, context.RequestAborted);
        var single = (SingleResult)result;
        if (RefusedOperation() is { } e)
            throw e;
        await WriteSingleAsync(context, accepted.Json!, single);

        RefusedRequestException? RefusedOperation() => refused switch
        {
            null => null,
            OperationType.Mutation => new RefusedRequestException(StatusCodes.Status405MethodNotAllowed, ErrorCodes.BadRequest, "Mutations are not allowed over GET: use POST.") { Allow = HttpMethods.Post },
            _ => new RefusedRequestException(StatusCodes.Status406NotAcceptable, ErrorCodes.BadRequest, "Subscriptions need \"Accept: text/event-stream\" or a WebSocket."),
        };
    }

    /// <summary>Sends a single response as JSON.</summary>
    public static async ValueTask WriteSingleAsync(HttpContext context, string contentType, SingleResult single)
    {
        var status = single.Outcome != RequestOutcome.Executed && contentType == AcceptedFormats.GraphQLJson
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status200OK;
        await WriteAsync(context, status, contentType, single.Body);
    }

    private async Task RefuseAsync(HttpContext context, AcceptedFormats accepted, int status, string code, string message)
    {
        TransportLog.RequestRefused(transport.Log, status, message);
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        await WriteErrorAsync(context, accepted, status, new GraphQLError(message) { Code = code });
    }

    private static async Task WriteErrorAsync(HttpContext context, AcceptedFormats accepted, int status, GraphQLError error)
    {
        using var body = ErrorBody.Response(error);
        await WriteAsync(context, status, accepted.ErrorType, body.WrittenMemory);
    }

    private static async ValueTask WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = HeaderNames.Accept;
        response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }
}
