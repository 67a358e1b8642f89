using System.Text;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.Errors;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore.Http;

/// <summary>Serves the schema as SDL to callers that may introspect it.</summary>
internal sealed class SchemaDownload(GraphQLTransport transport, Func<string> print)
{
    private readonly Lazy<byte[]> sdl = new(() => Encoding.UTF8.GetBytes(print()));

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context) => HttpAnswer.GuardAsync(transport, context, new AcceptedFormats(AcceptedFormats.PlainJson, false, false), async () =>
    {
        var method = context.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
            throw new RefusedRequestException(StatusCodes.Status405MethodNotAllowed, ErrorCodes.BadRequest, "The schema is read by GET.") { Allow = "GET, HEAD" };
        var access = await HttpAnswer.AuthenticateAsync(transport, context);
        if (!access.AllowIntrospection)
            throw new RefusedRequestException(StatusCodes.Status403Forbidden, ErrorCodes.Forbidden, "The schema may not be read here.");
        await HttpAnswer.WriteAsync(context, StatusCodes.Status200OK, "application/graphql; charset=utf-8", sdl.Value);
    });
}
