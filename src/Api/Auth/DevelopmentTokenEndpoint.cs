using System.Text.Json;

namespace CrmGraph.Api.Auth;

/// <summary>Hands out tokens to whoever asks, in Development.</summary>
internal static class DevelopmentTokenEndpoint
{
    /// <summary><c>POST /dev/token</c> with <c>{"email":"…"}</c> answers <c>{"token":"…"}</c>; in other environments there is no such route.</summary>
    public static void MapDevelopmentTokens(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
        app.MapPost("/dev/token", async (HttpRequest http, CallerDirectory callers, DevelopmentTokens tokens, CancellationToken cancellationToken) =>
        {
            TokenRequest? request;
            try
            {
                request = await http.ReadFromJsonAsync<TokenRequest>(cancellationToken);
            }
            catch (Exception refused) when (refused is JsonException or InvalidOperationException)
            {
                return Results.Json(new Refusal("Send {\"email\":\"…\"} as application/json."), statusCode: StatusCodes.Status400BadRequest);
            }

            return request?.Email is { Length: > 0 } email && await callers.FindByEmailAsync(email, cancellationToken) is not null
                ? Results.Ok(new TokenAnswer(tokens.Issue(email)))
                : Results.Json(new Refusal("No active user has this e-mail address."), statusCode: StatusCodes.Status404NotFound);
        });
    }

    private sealed record TokenRequest(string? Email);

    private sealed record TokenAnswer(string Token);

    private sealed record Refusal(string Message);
}
