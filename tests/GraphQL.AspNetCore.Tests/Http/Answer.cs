using System.Net;
using System.Text.Json;

namespace CrmGraph.GraphQL.AspNetCore.Tests.Http;

internal sealed record Answer(HttpStatusCode Status, string? ContentType, string Body, long? Length, string? Allow)
{
    public (HttpStatusCode Status, string? ContentType, string Body) Summary => (Status, ContentType, Body);

    public string? ErrorCode => JsonDocument.Parse(Body).RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    public static async Task<Answer> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var allow = response.Content.Headers.Allow.Count > 0 ? string.Join(", ", response.Content.Headers.Allow) : null;
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.ToString(), body, response.Content.Headers.ContentLength, allow);
    }
}
