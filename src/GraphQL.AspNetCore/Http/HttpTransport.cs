using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.AspNetCore.ServerSentEvents;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// GraphQL over HTTP: POST, and GET for queries. Answers are chosen by <c>Accept</c>: under <c>application/json</c> a document that is
/// refused still gets 200, under <c>application/graphql-response+json</c> it gets 400, as the audits of graphql-http want it.
/// </summary>
internal sealed class HttpTransport(GraphQLTransport transport)
{
    private const string BothMethods = "GET, POST";

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var accepted = AcceptedFormats.Of(context.Request.Headers.Accept);
        return HttpAnswer.GuardAsync(transport, context, accepted, () => AnswerAsync(context, accepted));
    }

    /// <summary>Sends a single response as JSON.</summary>
    public static ValueTask WriteSingleAsync(HttpContext context, string contentType, SingleResult single)
    {
        if (single.IsReplay)
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        return HttpAnswer.WriteAsync(context, contentType == AcceptedFormats.GraphQLJson ? StatusOf(single.Outcome) : StatusCodes.Status200OK, contentType, single.Body);
    }

    private static int StatusOf(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Executed => StatusCodes.Status200OK,
        // as the draft of the header Idempotency-Key has it
        RequestOutcome.Conflict => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };

    private async Task AnswerAsync(HttpContext context, AcceptedFormats accepted)
    {
        var request = context.Request;
        var isGet = HttpMethods.IsGet(request.Method);
        if (!isGet && !HttpMethods.IsPost(request.Method))
            throw Refused(StatusCodes.Status405MethodNotAllowed, "GraphQL takes GET and POST requests.", BothMethods);
        if (accepted.None)
            throw Refused(StatusCodes.Status406NotAcceptable, "Accept application/graphql-response+json, application/json or text/event-stream, in UTF-8.");
        var access = await HttpAnswer.AuthenticateAsync(transport, context);
        var parameters = isGet
            ? HttpRequestReader.FromQueryString(request.Query, transport.Options)
            : await HttpRequestReader.FromBodyAsync(request, transport.Options, context.RequestAborted);
        var key = IdempotencyKey.Of(request, parameters);
        var permission = new OperationPermission(Mutations: !isGet, Subscriptions: accepted.EventStream, key.Problem);
        var execution = GraphQLTransport.Request(parameters, access, context.RequestServices) with
        {
            Allows = permission.Allows,
            IdempotencyKey = key.Value,
            LastEventId = request.Headers["Last-Event-ID"] is [{ Length: > 0 } id] ? id : null,
        };
        if (accepted.EventStream)
        {
            await new EventStreamResponse(transport, context, access).RunAsync(execution, accepted, permission);
            return;
        }

        using var result = await transport.Execute(execution, context.RequestAborted);
        permission.ThrowIfRefused();
        await WriteSingleAsync(context, accepted.Json!, (SingleResult)result);
    }

    private static RefusedRequestException Refused(int status, string message, string? allow = null) => new(status, ErrorCodes.BadRequest, message) { Allow = allow };
}
