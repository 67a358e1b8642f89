using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace CrmGraph.Testing;

/// <summary>Asks a <see cref="CrmApplication"/> as one caller.</summary>
/// <param name="http">The connection.</param>
/// <param name="header">The name of the header with the credentials; null for none.</param>
/// <param name="value">Its value.</param>
public sealed class CrmClient(HttpClient http, string? header, string? value)
{
    private const string Endpoint = "/graphql";

    /// <summary>Runs a query or mutation.</summary>
    /// <param name="query">The document.</param>
    /// <param name="variables">Variables, as an anonymous object.</param>
    public async Task<CrmAnswer> ExecuteAsync(string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await SendAsync(request);
        return new CrmAnswer(response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync()));
    }

    /// <summary>Runs a query or mutation that has to succeed.</summary>
    /// <returns><c>data</c>.</returns>
    public async Task<JsonElement> QueryAsync(string query, object? variables = null)
    {
        var answer = await ExecuteAsync(query, variables);
        Assert.Equal("[]", answer.Errors.GetRawText());
        return answer.Data;
    }

    /// <summary>Sends any request with the caller's credentials.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (header is not null) request.Headers.TryAddWithoutValidation(header, value);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    /// <summary>Gets a page or file with the caller's credentials.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null) request.Headers.Accept.ParseAdd(accept);
        return SendAsync(request);
    }

    /// <summary>Opens a WebSocket whose connection_init carries the caller's credentials; it is not acknowledged yet.</summary>
    public Task<CrmSocket> ConnectAsync() => CrmSocket.ConnectAsync(
        new UriBuilder(new Uri(http.BaseAddress!, Endpoint)) { Scheme = "ws" }.Uri,
        header is null ? null : new Dictionary<string, string?> { [header] = value });

    /// <summary>Subscribes over a WebSocket of its own.</summary>
    public async Task<CrmSocket> SubscribeAsync(string query, object? variables = null)
    {
        var socket = await ConnectAsync();
        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).GetProperty("type").GetString());
        await socket.SendAsync(new { type = "subscribe", id = "1", payload = new { query, variables } });
        return socket;
    }
}

/// <summary>The answer to a request.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The response object.</param>
public sealed record CrmAnswer(HttpStatusCode Status, JsonElement Body)
{
    private static readonly JsonElement None = JsonElement.Parse("[]");

    /// <summary><c>data</c>; undefined if there is none.</summary>
    public JsonElement Data => Body.TryGetProperty("data", out var data) ? data : default;

    /// <summary><c>errors</c>, empty if there are none.</summary>
    public JsonElement Errors => Body.TryGetProperty("errors", out var errors) ? errors : None;

    /// <summary>The codes of the errors.</summary>
    public IReadOnlyList<string?> Codes => [.. Errors.EnumerateArray().Select(e => e.GetProperty("extensions").GetProperty("code").GetString())];
}
