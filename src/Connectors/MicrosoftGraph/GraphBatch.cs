using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Kiota.Abstractions.Serialization;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Reads several things of a mailbox with one request (<c>$batch</c>, 20 at a time).</summary>
internal sealed class GraphBatch(GraphConnection graph)
{
    private const int Most = 20;

    /// <summary>Reads things by their paths; what is not there is left out.</summary>
    internal async Task<IReadOnlyList<T>> GetAsync<T>(string mailbox, IReadOnlyList<string> paths, string? prefer, CancellationToken cancellationToken)
        where T : class, IParsable
    {
        var all = new List<T>();
        foreach (var some in paths.Chunk(Most))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{graph.Addresses.Base.ToString().TrimEnd('/')}/$batch");
            request.Options.Set(GraphRequestHandler.BatchOf, mailbox);
            var headers = new Dictionary<string, string> { ["Prefer"] = prefer is null ? "IdType=\"ImmutableId\"" : $"IdType=\"ImmutableId\", {prefer}" };
            request.Content = JsonContent.Create(new { requests = some.Select((path, i) => new { id = $"{i}", method = "GET", url = path, headers }) });
            using var response = await graph.Http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode) throw new HttpRequestException($"The batch was refused with HTTP {(int)response.StatusCode}.", null, response.StatusCode);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            foreach (var part in answer.RootElement.GetProperty("responses").EnumerateArray())
            {
                if (await ReadAsync<T>(mailbox, part, cancellationToken) is { } found) all.Add(found);
            }
        }
        return all;
    }

    private async Task<T?> ReadAsync<T>(string mailbox, JsonElement part, CancellationToken cancellationToken)
        where T : class, IParsable
    {
        var status = part.GetProperty("status").GetInt32();
        if (status is 429 or 503)
        {
            var until = graph.Handler.PauseAfter(RetryAfter(part));
            graph.Handler.Hold(mailbox, until);
            throw new GraphThrottledException(until);
        }
        if (status is 404 or 410) return null;
        if (status is not (>= 200 and < 300)) throw new HttpRequestException($"A part of a batch was refused with HTTP {status}.");
        return await KiotaJsonSerializer.DeserializeAsync<T>(part.GetProperty("body").GetRawText(), cancellationToken);
    }

    private static TimeSpan? RetryAfter(JsonElement part) =>
        part.TryGetProperty("headers", out var headers) && headers.TryGetProperty("Retry-After", out var text) && int.TryParse(text.GetString(), out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
