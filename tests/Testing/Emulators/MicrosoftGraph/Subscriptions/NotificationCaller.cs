using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Subscriptions;

/// <summary>Calls the URLs of subscribers.</summary>
internal sealed class NotificationCaller : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>The handshake: the URL must answer with the token that it is given, as text, within ten seconds. Null if it did.</summary>
    internal async Task<string?> ValidateAsync(string url, CancellationToken cancellationToken)
    {
        const string Token = "Validation: Testing client application reachability for 订阅 a+b&c=d";
        try
        {
            using var answer = await _http.PostAsync(new Uri($"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}validationToken={Uri.EscapeDataString(Token)}"), new StringContent("", null, "text/plain"), cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK) return $"Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request, but it answered {(int)answer.StatusCode}.";
            if (answer.Content.Headers.ContentType?.MediaType != "text/plain") return "Subscription validation request failed. The answer must be text/plain.";
            return await answer.Content.ReadAsStringAsync(cancellationToken) == Token ? null : "Subscription validation request failed. The answer must hold the decoded token.";
        }
        catch (HttpRequestException e)
        {
            return $"Subscription validation request failed. {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "Subscription validation request timed out.";
        }
    }

    /// <summary>Sends notifications; answers with the status, 0 for none, and with how long it took.</summary>
    internal async Task<(int Status, TimeSpan Took)> PostAsync(string url, Action<Utf8JsonWriter> writeItems, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            writeItems(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await _http.PostAsync(new Uri(url), content, cancellationToken);
            return ((int)answer.StatusCode, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (0, Stopwatch.GetElapsedTime(started));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
