using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

/// <summary>A client that writes its requests by hand, so that the tests show what goes over the wire.</summary>
internal sealed class GraphCaller(GraphEmulator emulator) : IDisposable
{
    private readonly HttpClient _http = new();

    /// <summary>The mailbox that the tests use.</summary>
    public GraphMailbox Wang => emulator.Mailbox("wang.fang@crmgraph.example", "王芳");

    /// <summary>Where the mailbox's resources are.</summary>
    public string Base => $"{emulator.BaseUrl}/users/{Wang.Address}";

    /// <summary>Fetches a token by the app's secret.</summary>
    public async Task SignInAsync()
    {
        using var answer = await RequestTokenAsync(emulator.Options.ClientSecret);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", json.GetProperty("access_token").GetString());
    }

    public Task<HttpResponseMessage> RequestTokenAsync(string secret) => _http.PostAsync(new Uri(emulator.TokenUrl), new FormUrlEncodedContent(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = emulator.Options.ClientId,
        ["client_secret"] = secret,
        ["scope"] = $"{emulator.AuthorityUrl}/.default",
    }), TestContext.Current.CancellationToken);

    /// <summary>Sends a request to a path of the mailbox, or to a whole URL, preferring immutable ids unless told otherwise.</summary>
    public async Task<GraphReply> SendAsync(HttpMethod method, string path, object? body = null, string prefer = "IdType=\"ImmutableId\"", CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : $"{Base}/{path}");
        request.Headers.TryAddWithoutValidation("Prefer", prefer);
        if (body is not null) request.Content = JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, cancellationToken == default ? TestContext.Current.CancellationToken : cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new GraphReply((int)answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text), answer.Headers);
    }

    public Task<GraphReply> GetAsync(string path, string prefer = "IdType=\"ImmutableId\"") => SendAsync(HttpMethod.Get, path, null, prefer);

    /// <summary>Reads a delta query to its end; answers with the items and the link of the next round.</summary>
    public async Task<(List<JsonElement> Items, string DeltaLink, int Pages)> ReadDeltaAsync(string path, int pageSize = 1000)
    {
        var items = new List<JsonElement>();
        for (var pages = 1; ; pages++)
        {
            var reply = await GetAsync(path, $"IdType=\"ImmutableId\", odata.maxpagesize={pageSize}");
            Assert.Equal(200, reply.Status);
            items.AddRange(reply.Json.GetProperty("value").EnumerateArray());
            if (reply.Json.TryGetProperty("@odata.deltaLink", out var link)) return (items, link.GetString()!, pages);
            path = reply.Json.GetProperty("@odata.nextLink").GetString()!;
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An answer.</summary>
internal sealed record GraphReply(int Status, JsonElement Json, HttpResponseHeaders Headers)
{
    public string? Error => Json.GetProperty("error").GetProperty("code").GetString();

    public string Id => Json.GetProperty("id").GetString()!;

    public JsonElement[] Value => [.. Json.GetProperty("value").EnumerateArray()];
}
