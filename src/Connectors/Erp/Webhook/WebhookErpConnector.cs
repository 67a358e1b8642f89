using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Connectors.Webhooks;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.Webhook;

/// <summary>
/// Sends won deals to any receiver of Standard Webhooks 1.0.0, as one message each. The receiver cannot be asked: a message of unknown
/// outcome is sent again under the same <c>webhook-id</c>, and the receiver drops what it has. That it said 2xx confirms the order.
/// </summary>
internal sealed class WebhookErpConnector : IErpConnector, IDisposable
{
    private readonly WebhookErpOptions _options;
    private readonly TimeProvider _time;
    private readonly WebhookSecret[] _secrets;
    private readonly ErpRequests _requests;

    internal WebhookErpConnector(string key, WebhookErpOptions options, TimeProvider time)
    {
        (Key, _options, _time) = (key, options, time);
        _secrets = [.. Secrets(options)];
        _requests = new ErpRequests(WebhookConnections.Open(options.AllowPrivateNetworks), options.RequestTimeout, time, [options.Secret, options.PreviousSecret]);
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public string Kind => "Webhook";

    /// <inheritdoc/>
    public bool IsEnabled => _options.Enabled;

    /// <inheritdoc/>
    public TimeSpan RequestTimeout => _options.RequestTimeout;

    /// <inheritdoc/>
    public ErpPlan Plan(ErpOrder order) => WebhookErpMapping.Plan(order);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ErpDocument>?> LookUpAsync(string key, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ErpDocument>?>(null);

    /// <inheritdoc/>
    public Task<ErpPlan> ResolveAsync(ErpPlan plan, CancellationToken cancellationToken) => Task.FromResult(plan);

    /// <inheritdoc/>
    public async Task<ErpDocument> CreateAsync(ErpPlan plan, CancellationToken cancellationToken)
    {
        using var request = Request(plan);
        try
        {
            var answer = await _requests.SendAsync(request, cancellationToken);
            return answer.IsSuccess ? Document(plan, answer.Body) : throw Failure(answer);
        }
        catch (ErpException failure) when (failure.InnerException?.InnerException is RefusedAddressException)
        {
            throw new ErpException(ErpFailure.NotSent, $"The address is not public; Connectors:Erp:{Key}:AllowPrivateNetworks allows private and loopback ones.");
        }
    }

    /// <inheritdoc/>
    public Task ConfirmAsync(ErpDocument document, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<bool> DiscardAsync(ErpDocument document, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?> ReadInvoicesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?>(null);

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();

    private static IEnumerable<WebhookSecret> Secrets(WebhookErpOptions options)
    {
        foreach (var text in new[] { options.Secret, options.PreviousSecret })
        {
            if (WebhookSecret.TryParse(text, out var secret)) yield return secret;
        }
    }

    private HttpRequestMessage Request(ErpPlan plan)
    {
        var id = $"erp_order_{plan.Order.Key}";
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var body = Encoding.UTF8.GetBytes(ErpJson.Text(plan.Payload));
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.ParseAdd("CrmGraph-Webhooks/1.0");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", string.Join(' ', _secrets.Select(s => s.Sign(id, timestamp, body))));
        return request;
    }

    // { "id", "number", "url", "net" }, all of them optional; whatever else came, 2xx has confirmed it
    private static ErpDocument Document(ErpPlan plan, string body)
    {
        var json = ErpJson.Read(body);
        var url = json?.Member("url").AsText();
        var net = json?.Member("net").AsNumber();
        return new ErpDocument(
            Short(json?.Member("id").AsText()) ?? plan.Order.Key,
            Short(json?.Member("number").AsText()),
            url is { Length: <= 500 } && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? url : null,
            "DELIVERED",
            true,
            net is { } amount && Math.Abs(amount) <= Money.MaxAmount ? Money.Rounded(amount, plan.Order.Total.Currency) : null);
    }

    private ErpException Failure(ErpAnswer answer) => answer.Status switch
    {
        (int)HttpStatusCode.Gone => new ErpException(ErpFailure.Refused, "The receiver wants nothing any more (HTTP 410).", answer.Status),
        >= 300 and < 400 => new ErpException(ErpFailure.Refused, $"HTTP {answer.Status}: redirects are not followed.", answer.Status),
        _ => _requests.Failure(answer),
    };

    private static string? Short(string? text) => text is { Length: > 0 and <= 100 } ? text : null;
}
