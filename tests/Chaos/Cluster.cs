using System.Net.Http.Json;
using System.Text.Json;

namespace CrmGraph.Chaos;

/// <summary>The nodes, any of which may be dead at any moment, and how to ask them until one answers.</summary>
internal sealed class Cluster(IReadOnlyList<Node> nodes, string apiKey) : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromSeconds(20) };

    internal IReadOnlyList<Node> Nodes => nodes;

    internal string ApiKey => apiKey;

    /// <summary>An address that may answer.</summary>
    internal Uri AnyAddress(Random random) => nodes[random.Next(nodes.Count)].Address;

    /// <summary>
    /// Runs a mutation under one idempotency key until it is acknowledged, by whichever node. What is lost on the way, request or answer,
    /// nobody can tell from here: the same key makes the repetition safe.
    /// </summary>
    internal async Task<JsonElement> MutateAsync(string document, object variables, string key, Random random, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await TryAskAsync(document, variables, key, AnyAddress(random), cancellationToken) is { } data) return data;
            await Task.Delay(random.Next(20, 150), cancellationToken);
        }
    }

    /// <summary>Asks until somebody answers.</summary>
    internal async Task<JsonElement> QueryAsync(string document, Random random, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryAskAsync(document, new { }, null, AnyAddress(random), cancellationToken) is { } data) return data;
            await Task.Delay(100, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var node in nodes) await node.DisposeAsync();
    }

    private async Task<JsonElement?> TryAskAsync(string query, object variables, string? key, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Add("X-Api-Key", apiKey);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if ((int)answer.StatusCode >= 500) return null;
            var body = JsonElement.Parse(text);
            if (!body.TryGetProperty("errors", out var errors)) return body.GetProperty("data");
            // what says that nothing was done and that it may be repeated; anything else is a fault of the server or of this test
            if (errors.EnumerateArray().All(e => e.GetProperty("extensions").GetProperty("code").GetString() is "TIMEOUT" or "CONFLICT")) return null;
            throw new InvalidOperationException($"{query}: {text}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
