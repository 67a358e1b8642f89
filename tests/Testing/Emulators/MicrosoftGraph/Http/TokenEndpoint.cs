using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>
/// The login service: tokens for the app by secret or by signed assertion, and the two documents that Microsoft's library may read first.
/// That library takes no authority but https, so a client either brings its own credential for an overridden token URL, or a transport
/// that sends what the library writes to here.
/// </summary>
internal sealed class TokenEndpoint(GraphEmulator emulator)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new(StringComparer.Ordinal);

    private readonly ConcurrentQueue<string> _given = new();

    internal int Issued { get; private set; }

    internal IReadOnlyList<string> Given => [.. _given];

    internal bool IsValid(string? authorization) =>
        authorization is not null && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && _tokens.TryGetValue(authorization["Bearer ".Length..], out var expiresAt) && expiresAt > emulator.Time.GetUtcNow();

    internal void Revoke() => _tokens.Clear();

    internal async Task AnswerAsync(HttpContext http)
    {
        var segments = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (segments)
        {
            case [var tenant, "oauth2", "v2.0", "token"] when HttpMethods.IsPost(http.Request.Method):
                await IssueAsync(http, tenant);
                break;
            case [.., "v2.0", ".well-known", "openid-configuration"]:
                await WriteAsync(http, 200, OpenIdConfiguration(segments[0]));
                break;
            case [.., "discovery", "instance"]:
                await WriteAsync(http, 200, new { tenant_discovery_endpoint = $"{emulator.AuthorityUrl}/{emulator.Options.TenantId}/v2.0/.well-known/openid-configuration", metadata = Array.Empty<object>() });
                break;
            default:
                http.Response.StatusCode = 404;
                break;
        }
    }

    private async Task IssueAsync(HttpContext http, string tenant)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Refusal(tenant, form) is var (status, error, text))
        {
            await WriteAsync(http, status, new { error, error_description = text, timestamp = emulator.Time.GetUtcNow().ToString("u", CultureInfo.InvariantCulture) });
            return;
        }
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _tokens[token] = emulator.Time.GetUtcNow() + emulator.Options.TokenLifetime;
        _given.Enqueue(token);
        Issued++;
        var seconds = (int)emulator.Options.TokenLifetime.TotalSeconds;
        await WriteAsync(http, 200, new { token_type = "Bearer", expires_in = seconds, ext_expires_in = seconds, access_token = token });
    }

    private (int Status, string Error, string Text)? Refusal(string tenant, IFormCollection form)
    {
        var options = emulator.Options;
        if (tenant != options.TenantId) return (400, "invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");
        if (form["grant_type"] != "client_credentials") return (400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        if (form["client_id"] != options.ClientId) return (400, "unauthorized_client", "AADSTS700016: Application with that identifier was not found in the directory.");
        if (!IsScope(form["scope"].ToString())) return (400, "invalid_scope", "AADSTS1002012: The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.");
        if (form.ContainsKey("client_assertion")) return ClientAssertion.Refusal(form["client_assertion"].ToString(), options, emulator.Time.GetUtcNow());
        return form["client_secret"] == options.ClientSecret ? null : (401, "invalid_client", "AADSTS7000215: Invalid client secret provided.");
    }

    // what MSAL adds for its own flows does no harm
    private bool IsScope(string scope) => scope.Split(' ').Any(s =>
        s == $"{emulator.AuthorityUrl}/.default" || s is "https://graph.microsoft.com/.default" or "https://microsoftgraph.chinacloudapi.cn/.default" or "https://graph.microsoft.us/.default");

    private object OpenIdConfiguration(string tenant) => new
    {
        token_endpoint = $"{emulator.AuthorityUrl}/{tenant}/oauth2/v2.0/token",
        authorization_endpoint = $"{emulator.AuthorityUrl}/{tenant}/oauth2/v2.0/authorize",
        issuer = $"{emulator.AuthorityUrl}/{tenant}/v2.0",
        token_endpoint_auth_methods_supported = new[] { "client_secret_post", "private_key_jwt" },
    };

    private static async Task WriteAsync(HttpContext http, int status, object value)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value), http.RequestAborted);
    }
}
