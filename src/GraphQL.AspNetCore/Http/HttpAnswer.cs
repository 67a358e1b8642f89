using CrmGraph.GraphQL.AspNetCore.Errors;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CrmGraph.GraphQL.AspNetCore.Http;

/// <summary>Writes whole answers, and turns exceptions into answers.</summary>
internal static class HttpAnswer
{
    /// <summary>Runs a handler; what it refuses or fails at becomes a response object with one error.</summary>
    public static async Task GuardAsync(GraphQLTransport transport, HttpContext context, AcceptedFormats accepted, Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (RefusedRequestException e)
        {
            context.Response.Headers.Allow = e.Allow;
            await RefuseAsync(transport, context, accepted, e.Status, e.Code, e.Message);
        }
        catch (MalformedRequestException e)
        {
            await RefuseAsync(transport, context, accepted, StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            var code = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? ErrorCodes.LimitExceeded : ErrorCodes.BadRequest;
            await RefuseAsync(transport, context, accepted, e.StatusCode, code, e.Message);
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

    /// <summary>Asks the host who is calling.</summary>
    /// <exception cref="RefusedRequestException">The host refuses the caller.</exception>
    public static async ValueTask<ConnectionAccess> AuthenticateAsync(GraphQLTransport transport, HttpContext context)
    {
        var access = await transport.AuthenticateAsync(context, null, context.RequestAborted);
        return access.Refusal is { } refusal
            ? throw new RefusedRequestException(StatusCodes.Status401Unauthorized, ErrorCodes.Unauthenticated, refusal)
            : access;
    }

    /// <summary>Sends a whole body.</summary>
    public static async ValueTask WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
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

    private static Task RefuseAsync(GraphQLTransport transport, HttpContext context, AcceptedFormats accepted, int status, string code, string message)
    {
        TransportLog.RequestRefused(transport.Log, status, message);
        if (status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        return WriteErrorAsync(context, accepted, status, new GraphQLError(message) { Code = code });
    }

    private static async Task WriteErrorAsync(HttpContext context, AcceptedFormats accepted, int status, GraphQLError error)
    {
        using var body = ErrorBody.Response(error);
        await WriteAsync(context, status, accepted.ErrorType, body.WrittenMemory);
    }
}
