using System.Text.Json;
using CrmGraph.Connectors.MicrosoftGraph;
using Microsoft.AspNetCore.Http.Features;

namespace CrmGraph.Api.Connectors;

/// <summary>Where Microsoft Graph tells us that something has changed. Nothing is there unless the connector runs.</summary>
internal static class GraphEndpoints
{
    private const int LargestBody = 1 << 20;
    private const int LongestToken = 4096;

    internal static void MapGraphNotifications(this WebApplication app)
    {
        if (app.Services.GetService<GraphNotifications>() is null) return;
        foreach (var path in new[] { "/connectors/graph/notifications", "/connectors/graph/lifecycle" }) app.MapPost(path, AnswerAsync);
    }

    private static async Task<IResult> AnswerAsync(HttpRequest request, GraphNotifications notifications, CancellationToken cancellationToken)
    {
        // the handshake of a new subscription: the token, decoded, as text that no browser takes for a page
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        if (request.Query["validationToken"] is [{ Length: > 0 and <= LongestToken } token]) return Results.Text(token, "text/plain", System.Text.Encoding.UTF8);
        if (request.ContentLength > LargestBody) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        // a body in chunks says its length at its end only
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LargestBody;
        IReadOnlyList<Told> told;
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            told = GraphNotifications.Read(body.RootElement);
        }
        catch (BadHttpRequestException refused)
        {
            return Results.StatusCode(refused.StatusCode);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return Results.BadRequest();
        }
        await notifications.ReceiveAsync(told, cancellationToken);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
