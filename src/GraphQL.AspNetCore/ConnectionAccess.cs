using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>
/// Tells who is calling. Asked once per HTTP request, and once per WebSocket when its <c>connection_init</c> arrives.
/// </summary>
/// <param name="context">The HTTP request, or the upgrade request of the WebSocket.</param>
/// <param name="initPayload">The payload of <c>connection_init</c>, a JSON object; null for HTTP requests and when there is none.</param>
/// <param name="cancellationToken">Ends when the caller is gone.</param>
public delegate ValueTask<ConnectionAccess> Authenticator(HttpContext context, JsonElement? initPayload, CancellationToken cancellationToken);

/// <summary>What the host knows of a caller: who it is and for how long, or why it is refused.</summary>
public sealed record ConnectionAccess
{
    /// <summary>Access without a caller, for hosts that know none.</summary>
    public static ConnectionAccess Anonymous { get; } = new();

    /// <summary>The caller, handed to the engine as <see cref="Execution.GraphQLRequest.Caller"/>.</summary>
    public object? Caller { get; init; }

    /// <summary>Callers with the same key see the same, see <see cref="Execution.GraphQLRequest.SharingKey"/>; null if answers must not be shared.</summary>
    public string? SharingKey { get; init; }

    /// <summary>Whether this caller may read the schema, by introspection or as SDL.</summary>
    public bool AllowIntrospection { get; init; } = true;

    /// <summary>When the access ends: streams end and WebSockets are closed (4403) at that time; null if it does not end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why the caller is refused, in words that it may read; null if it is let in.</summary>
    public string? Refusal { get; private init; }

    /// <summary>No access: HTTP answers 401 with <c>UNAUTHENTICATED</c>, a WebSocket is closed with 4403.</summary>
    public static ConnectionAccess Refused(string reason) => new() { Refusal = reason };
}
