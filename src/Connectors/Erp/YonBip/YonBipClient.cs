using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;

namespace CrmGraph.Connectors.Erp.YonBip;

/// <summary>Calls the gateway of a YonBIP: finds its data centre, keeps a token, and takes a new one once for a request that finds it bad.</summary>
internal sealed class YonBipClient : IDisposable
{
    private const int MostWaits = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CentreIsGoodFor = TimeSpan.FromHours(12);

    private readonly YonBipOptions _options;
    private readonly TimeProvider _time;
    private readonly ErpRequests _requests;
    private readonly SemaphoreSlim _renewing = new(1);
    private Centre? _centre;
    private Token? _token;

    internal YonBipClient(YonBipOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _requests = new ErpRequests(options.RequestTimeout, time, [options.AppSecret]);
    }

    /// <summary>Asks for something; an answer that says no is a failure.</summary>
    internal async Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken) => Done(await SendAsync(path, null, cancellationToken));

    /// <summary>Sends something; an answer that says no is a failure.</summary>
    internal async Task<JsonElement?> PostAsync(string path, JsonNode body, CancellationToken cancellationToken) => Done(await SendAsync(path, ErpJson.Text(body), cancellationToken));

    /// <summary>Sends something, and leaves it to the caller what the answer means.</summary>
    internal Task<YonBipAnswer> TryAsync(string path, JsonNode body, CancellationToken cancellationToken) => SendAsync(path, ErpJson.Text(body), cancellationToken);

    /// <summary>Sends something that carries a resubmitCheckKey: while it is being worked on, the same is sent again after a pause.</summary>
    internal async Task<YonBipAnswer> SaveAsync(string path, JsonNode body, CancellationToken cancellationToken)
    {
        var json = ErpJson.Text(body);
        for (var waits = 0; ; waits++)
        {
            var answer = await SendAsync(path, json, cancellationToken);
            if (!answer.IsUnderWay || waits == MostWaits) return answer;
            await Task.Delay(Pause, _time, cancellationToken);
        }
    }

    /// <summary>What a refusal is to the others.</summary>
    internal ErpException Refusal(YonBipAnswer answer) => new(answer.Failure, $"YonBIP refused it (code {answer.Code}): {Quote(answer.Reason)}", 200);

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _renewing.Dispose();
    }

    private JsonElement? Done(YonBipAnswer answer) => answer.IsDone ? answer.Content : throw Refusal(answer);

    private async Task<YonBipAnswer> SendAsync(string path, string? json, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(null, cancellationToken);
        var answer = await SendAsync(token, path, json, cancellationToken);
        if (!answer.IsTokenBad) return answer;
        return await SendAsync(await TokenAsync(token, cancellationToken), path, json, cancellationToken);
    }

    private async Task<YonBipAnswer> SendAsync(Token token, string path, string? json, CancellationToken cancellationToken)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var address = new Uri($"{token.Gateway}{path}{separator}access_token={Uri.EscapeDataString(token.Text)}");
        var answer = json is null ? await AskAsync(address, cancellationToken) : await _requests.PostAsync(address, json, null, cancellationToken);
        // 310404 comes with HTTP 404; whatever else is no 2xx is not from the gateway
        if (YonBipAnswer.Read(answer.Body) is { } read && (answer.IsSuccess || answer.Status == 404)) return read;
        if (!answer.IsSuccess) throw _requests.Failure(answer, Clean(answer.Body));
        throw new ErpException(ErpFailure.Unknown, $"The answer is none of YonBIP's: {Quote(answer.Body)}", answer.Status);
    }

    private async Task<ErpAnswer> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await _requests.SendAsync(request, cancellationToken);
    }

    // one at a time; whoever waited takes the token of the one before
    private async Task<Token> TokenAsync(Token? bad, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            var now = _time.GetUtcNow();
            if (_token is { } token && token != bad && token.GoodUntil > now) return token;
            if (_centre is not { } centre || centre.GoodUntil <= now) _centre = centre = await FindCentreAsync(now, cancellationToken);
            return _token = await FetchTokenAsync(centre, now, cancellationToken);
        }
        catch (ErpException failure) when (failure.Kind == ErpFailure.Unknown)
        {
            // what was to be done has not left yet
            throw new ErpException(ErpFailure.NotSent, $"Getting a token from YonBIP failed: {failure.Message}", failure.StatusCode, failure.RetryAfter, failure);
        }
        finally
        {
            _renewing.Release();
        }
    }

    private async Task<Centre> FindCentreAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tenant = Uri.EscapeDataString(_options.TenantId!);
        var content = await SignInAsync($"{_options.Url?.TrimEnd('/')}/open-auth/dataCenter/getGatewayAddress?tenantId={tenant}", "the data centre", cancellationToken);
        return new Centre(Address(content, "gatewayUrl"), Address(content, "tokenUrl"), now + CentreIsGoodFor);
    }

    private async Task<Token> FetchTokenAsync(Centre centre, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var timestamp = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = YonBipSignature.Of(_options.AppKey!, timestamp, _options.AppSecret!);
        var content = await SignInAsync(
            $"{centre.TokenUrl}/open-auth/selfAppAuth/base/v1/getAccessToken?appKey={Uri.EscapeDataString(_options.AppKey!)}&timestamp={timestamp}&signature={signature}", "a token", cancellationToken);
        var text = content.Member("access_token").AsText() ?? throw new ErpException(ErpFailure.Refused, "YonBIP gave no token.");
        var life = TimeSpan.FromSeconds((double)Math.Clamp(content.Member("expire").AsNumber() ?? 0, 0, 86_400));
        return new Token(text, centre.GatewayUrl, now + (life > 2 * Reserve ? life - Reserve : life / 2));
    }

    private async Task<JsonElement> SignInAsync(string address, string what, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(new Uri(address), cancellationToken);
        if (!answer.IsSuccess) throw _requests.Failure(answer);
        if (YonBipAnswer.Read(answer.Body) is { Code: "00000", Content: { } content }) return content;
        throw new ErpException(ErpFailure.Refused, $"YonBIP refused to give {what}: {_requests.Quote(answer.Body)}", answer.Status);
    }

    private static string Address(JsonElement content, string name) =>
        content.Member(name).AsText() is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? text.TrimEnd('/')
            : throw new ErpException(ErpFailure.Refused, $"YonBIP gave no {name}.");

    private string Quote(string text) => _requests.Quote(Clean(text));

    private string Clean(string text) => _token is { } token ? text.Replace(token.Text, "***", StringComparison.Ordinal) : text;

    private sealed record Centre(string GatewayUrl, string TokenUrl, DateTimeOffset GoodUntil);

    private sealed record Token(string Text, string Gateway, DateTimeOffset GoodUntil);
}
