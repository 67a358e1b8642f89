using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace CrmGraph.Connectors.Erp;

/// <summary>
/// Sends requests to an ERP and says, when one fails, what is known of its effect. What the other side writes is cut and cleaned of
/// secrets before it gets into a message.
/// </summary>
internal sealed class ErpRequests : IDisposable
{
    private const int MostOfResponse = 16 * 1024 * 1024;
    private const int LongestQuotation = 300;
    private const int ShortestSecret = 4;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly string[] _secrets;

    /// <summary>A client of one ERP.</summary>
    /// <param name="timeout">How long a request may take, its answer included.</param>
    /// <param name="time">The clock.</param>
    /// <param name="secrets">What must not get into any message.</param>
    internal ErpRequests(TimeSpan timeout, TimeProvider time, IEnumerable<string?> secrets)
        : this(Open(), timeout, time, secrets)
    {
    }

    /// <summary>Sends by a client of the caller's making, which is disposed of here.</summary>
    internal ErpRequests(HttpClient http, TimeSpan timeout, TimeProvider time, IEnumerable<string?> secrets)
    {
        (_http, _timeout, _time) = (http, timeout, time);
        _secrets = [.. secrets.Where(s => s is { Length: >= ShortestSecret }).Select(s => s!).OrderByDescending(s => s.Length)];
        // each request has a time limit of its own
        _http.Timeout = Timeout.InfiniteTimeSpan;
        _http.MaxResponseContentBufferSize = MostOfResponse;
    }

    /// <summary>Sends a request and reads the answer, whatever its status, except for 429.</summary>
    /// <exception cref="ErpException">NotSent: there was no connection. Throttled: 429. Unknown: no whole answer came.</exception>
    internal async Task<ErpAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token);
            var answer = new ErpAnswer((int)response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(either.Token), RetryAfter(response));
            if (response.StatusCode == HttpStatusCode.TooManyRequests) throw new ErpException(ErpFailure.Throttled, "The ERP wants fewer requests (HTTP 429).", answer.Status, answer.RetryAfter);
            return answer;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ErpException(ErpFailure.Unknown, $"No answer within {_timeout.TotalSeconds:0} s.");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            var cause = failure.InnerException is SocketException socket ? socket.SocketErrorCode.ToString() : failure.HttpRequestError.ToString();
            throw new ErpException(ErpFailure.NotSent, $"No connection to the ERP ({cause}).", inner: failure);
        }
        catch (HttpRequestException failure)
        {
            throw new ErpException(ErpFailure.Unknown, $"The connection broke before the whole answer was there ({failure.HttpRequestError}).", inner: failure);
        }
    }

    /// <summary>Sends JSON by POST.</summary>
    internal async Task<ErpAnswer> PostAsync(Uri address, string json, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        headers?.Invoke(request.Headers);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>What the other side wrote, fit for a message: without secrets and line breaks, and not long.</summary>
    internal string Quote(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        foreach (var secret in _secrets) text = text.Replace(secret, "***", StringComparison.Ordinal);
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > LongestQuotation ? string.Concat(line.AsSpan(0, LongestQuotation), "…") : line;
    }

    /// <summary>What a failing status means where nothing in the answer says more: 408 and 5xx leave the effect unknown, everything else is a refusal.</summary>
    internal ErpException Failure(ErpAnswer answer, string? said = null)
    {
        var text = Quote(said ?? answer.Body);
        var message = text.Length == 0 ? $"HTTP {answer.Status}." : $"HTTP {answer.Status}: {text}";
        return new ErpException(answer.Status is >= 500 or 408 ? ErpFailure.Unknown : ErpFailure.Refused, message, answer.Status, answer.RetryAfter);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static HttpClient Open() => new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = Lifetime, AutomaticDecompression = DecompressionMethods.All });

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };
}

/// <summary>An answer of an ERP.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body as text.</param>
/// <param name="RetryAfter">For how long the ERP wants to be left alone, if it says so.</param>
internal sealed record ErpAnswer(int Status, HttpResponseHeaders Headers, string Body, TimeSpan? RetryAfter)
{
    /// <summary>Whether the status is 2xx.</summary>
    internal bool IsSuccess => Status is >= 200 and < 300;
}
