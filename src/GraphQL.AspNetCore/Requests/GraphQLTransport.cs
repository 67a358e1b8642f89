using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>What every transport works with.</summary>
/// <param name="Execute">Runs a request.</param>
/// <param name="Options">Limits and hooks.</param>
/// <param name="Time">The clock of all time-outs.</param>
/// <param name="Lifetime">Tells when the host stops.</param>
/// <param name="Log">Where the transports log.</param>
internal sealed record GraphQLTransport(ExecuteRequest Execute, GraphQLServerOptions Options, TimeProvider Time, IHostApplicationLifetime Lifetime, ILogger Log)
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    /// <summary>Asks the host who is calling.</summary>
    public ValueTask<ConnectionAccess> AuthenticateAsync(HttpContext context, JsonElement? initPayload, CancellationToken cancellationToken) =>
        Options.Authenticate is { } authenticate ? authenticate(context, initPayload, cancellationToken) : ValueTask.FromResult(ConnectionAccess.Anonymous);

    /// <summary>Joins what a client asks with who it is.</summary>
    public static GraphQLRequest Request(RequestParameters parameters, ConnectionAccess access, IServiceProvider services) => new(parameters.Document)
    {
        OperationName = parameters.OperationName,
        Variables = parameters.Variables,
        Extensions = parameters.Extensions,
        Services = services,
        Caller = access.Caller,
        SharingKey = access.SharingKey,
        AllowIntrospection = access.AllowIntrospection,
    };

    /// <summary>A source that is cancelled when the access ends; null if it does not end.</summary>
    public CancellationTokenSource? ExpiryOf(ConnectionAccess access)
    {
        if (access.ExpiresAt is not { } end)
            return null;
        var left = end - Time.GetUtcNow();
        return new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left > LongestTimer ? LongestTimer : left, Time);
    }

    /// <summary>Logs a fault of ours and makes the error that the client may see.</summary>
    public GraphQLError Mask(Exception fault)
    {
        var errorId = Guid.CreateVersion7(Time.GetUtcNow()).ToString("N");
        TransportLog.Fault(Log, fault, errorId);
        return new GraphQLError("Unexpected error.")
        {
            Code = ErrorCodes.InternalServerError,
            Extensions = new Dictionary<string, object?> { ["errorId"] = errorId },
        };
    }
}
