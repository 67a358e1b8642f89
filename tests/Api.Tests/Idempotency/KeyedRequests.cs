using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrmGraph.Testing;

namespace CrmGraph.Api.Tests.Idempotency;

/// <summary>Requests with the header Idempotency-Key, byte for byte.</summary>
internal static class KeyedRequests
{
    internal const string GraphQL = "application/graphql-response+json";

    internal static async Task<KeyedAnswer> PostAsync(this CrmClient client, string body, string? key, string accept = GraphQL)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Accept.ParseAdd(accept);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new KeyedAnswer(response.StatusCode, response.Content.Headers.ContentType?.ToString(), Encoding.UTF8.GetString(bytes), response.Headers.Contains("Idempotency-Replayed"));
    }

    internal static string CreateLead(string company) =>
        $$"""{"query":"mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id version owner { name } } errors { code message } } }","variables":{"input":{"name":"李敏","company":"{{company}}","source":"website"} } }""";
}

/// <summary>An answer, whole.</summary>
internal sealed record KeyedAnswer(HttpStatusCode Status, string? ContentType, string Body, bool IsReplay);
