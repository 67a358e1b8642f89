using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace CrmGraph.Api.Auth;

/// <summary>What a caller shows to be let in: an API key or a bearer token.</summary>
/// <param name="ApiKey">The value of <c>X-Api-Key</c>, which wins if both are there.</param>
/// <param name="Authorization">The value of <c>Authorization</c>.</param>
internal readonly record struct Credentials(string? ApiKey, string? Authorization)
{
    private const string ApiKeyName = "x-api-key";
    private const string AuthorizationName = "authorization";
    private const string Scheme = "Bearer ";

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => ApiKey is null && Authorization is null;

    /// <summary>The token, if the scheme is Bearer.</summary>
    public string? Token => Authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? Authorization[Scheme.Length..].Trim() : null;

    /// <summary>
    /// From the payload of <c>connection_init</c>, whose names may be written in any case, or else from the headers of the request.
    /// </summary>
    public static Credentials Of(IHeaderDictionary headers, JsonElement? initPayload)
    {
        var payload = initPayload is { ValueKind: JsonValueKind.Object } json ? new Credentials(Text(json, ApiKeyName), Text(json, AuthorizationName)) : default;
        return payload.IsEmpty ? new Credentials(Text(headers[ApiKeyName]), Text(headers.Authorization)) : payload;
    }

    /// <summary>Keeps secrets out of logs.</summary>
    public override string ToString() => IsEmpty ? "none" : ApiKey is null ? "authorization" : "API key";

    private static string? Text(StringValues header) => header.Count == 1 && header[0] is { Length: > 0 } text ? text : null;

    private static string? Text(JsonElement payload, string name)
    {
        foreach (var member in payload.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() is { Length: > 0 } text)
                return text;
        }

        return null;
    }
}
