using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Connectors.Webhooks;

/// <summary>Sends events to one endpoint by Standard Webhooks 1.0.0.</summary>
internal sealed class WebhookConnector : IPushConnector, IDisposable
{
    private const int MostOfResponse = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly Uri? _url;
    private readonly WebhookSecret[] _secrets;
    private readonly HashSet<string> _events;
    private readonly TimeProvider _time;

    internal WebhookConnector(string key, WebhookOptions options, TimeProvider time)
    {
        (Key, IsEnabled, _time) = (key, options.Enabled, time);
        _url = Uri.TryCreate(options.Url, UriKind.Absolute, out var url) ? url : null;
        _secrets = [.. Secrets(options)];
        _events = new HashSet<string>(options.Events, StringComparer.Ordinal);
        _http = WebhookConnections.Open(options.AllowPrivateNetworks);
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public string Kind => "Webhook";

    /// <inheritdoc/>
    public bool IsEnabled { get; }

    /// <inheritdoc/>
    public bool Takes(string type) => _events.Count == 0 || _events.Contains(type);

    /// <inheritdoc/>
    public async Task<PushResult> PushAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = Request(outgoing);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var result = Read(response);
            await DrainAsync(response, either.Token);
            return result;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new PushResult.Failed(null, $"No answer within {Patience.TotalSeconds:0} s.");
        }
        catch (HttpRequestException failure)
        {
            return new PushResult.Failed(null, Explain(failure));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static IEnumerable<WebhookSecret> Secrets(WebhookOptions options)
    {
        foreach (var text in new[] { options.Secret, options.PreviousSecret })
        {
            if (WebhookSecret.TryParse(text, out var secret)) yield return secret;
        }
    }

    // the other side's words are not repeated: they could be anything
    private static string Explain(HttpRequestException failure) => failure.InnerException switch
    {
        RefusedAddressException refused => refused.Message,
        SocketException { SocketErrorCode: var code } => $"The connection failed ({code}).",
        _ => $"The request failed ({failure.HttpRequestError}).",
    };

    // the status has decided; reading the answer only leaves the connection usable, which a long or broken one is not worth
    private static async Task DrainAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[4096];
            for (var total = 0; total < MostOfResponse;)
            {
                var read = await body.ReadAsync(buffer, cancellationToken);
                if (read == 0) return;
                total += read;
            }
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            response.Dispose();
        }
    }

    private static ReadOnlyMemory<byte> Body(OutgoingEvent outgoing)
    {
        var bytes = new ArrayBufferWriter<byte>(outgoing.Body.Length + 128);
        using (var writer = new Utf8JsonWriter(bytes, EventDocument.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type", outgoing.Type);
            writer.WriteString("timestamp", outgoing.At.UtcDateTime);
            writer.WritePropertyName("data");
            writer.WriteRawValue(outgoing.Body.Span, skipInputValidation: true);
            writer.WriteEndObject();
        }

        return bytes.WrittenMemory;
    }

    private HttpRequestMessage Request(OutgoingEvent outgoing)
    {
        var id = outgoing.Id.ToString();
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var body = Body(outgoing);
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("CrmGraph-Webhooks/1.0");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', _secrets.Select(s => s.Sign(id, timestamp, body.Span))));
        return request;
    }

    private PushResult Read(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        var reason = $"HTTP {status}";
        return response.StatusCode switch
        {
            _ when response.IsSuccessStatusCode => new PushResult.Delivered(status),
            HttpStatusCode.Gone => new PushResult.Gone(status, reason),
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new PushResult.Throttled(status, reason, RetryAfter(response)),
            _ when status is >= 300 and < 400 => new PushResult.Failed(status, $"{reason}: redirects are not followed."),
            _ => new PushResult.Failed(status, reason),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };
}
