using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;

namespace CrmGraph.Connectors.Erp.BusinessCentral;

/// <summary>Calls API v2.0 of one company with a token that is kept, and renewed once for a request that finds it bad.</summary>
internal sealed class BusinessCentralClient : IDisposable
{
    private const string Scope = "https://api.businesscentral.dynamics.com/.default";

    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    private readonly BusinessCentralOptions _options;
    private readonly TimeProvider _time;
    private readonly ErpRequests _requests;
    private readonly SemaphoreSlim _renewing = new(1);
    private Token? _token;
    private string? _company;

    internal BusinessCentralClient(BusinessCentralOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _requests = new ErpRequests(options.RequestTimeout, time, [options.ClientSecret]);
    }

    /// <summary>All rows of a collection of the company, all pages of it.</summary>
    internal async Task<IReadOnlyList<JsonElement>> ListAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        for (string? address = await AddressAsync(path, cancellationToken); address is not null;)
        {
            var json = await ReadAsync(HttpMethod.Get, address, null, null, cancellationToken);
            rows.AddRange(json.Member("value").Items());
            address = json.Member("@odata.nextLink").AsText();
            if (address is not null && !address.StartsWith(_options.ApiRoot, StringComparison.OrdinalIgnoreCase))
                throw new ErpException(ErpFailure.Refused, "Business Central sent the link of a next page that leads elsewhere.");
        }

        return rows;
    }

    /// <summary>Creates something in the company.</summary>
    internal async Task<JsonElement> CreateAsync(string path, JsonNode body, CancellationToken cancellationToken) =>
        await ReadAsync(HttpMethod.Post, await AddressAsync(path, cancellationToken), body, null, cancellationToken);

    /// <summary>Deletes something of the company as it was read.</summary>
    /// <returns>Whether it is gone; false if somebody has changed it meanwhile, or if it may not be deleted.</returns>
    internal async Task<bool> DeleteAsync(string path, string etag, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Delete, await AddressAsync(path, cancellationToken), null, etag, cancellationToken);
        return answer.IsSuccess || (answer.Status is 400 or 404 or 409 or 412 ? answer.Status == 404 : throw Failure(answer));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _renewing.Dispose();
    }

    private async Task<JsonElement> ReadAsync(HttpMethod method, string address, JsonNode? body, string? etag, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, address, body, etag, cancellationToken);
        if (!answer.IsSuccess) throw Failure(answer);
        return ErpJson.Read(answer.Body) ?? throw new ErpException(ErpFailure.Unknown, $"The answer is none of Business Central's: {Quote(answer.Body)}", answer.Status);
    }

    private async Task<ErpAnswer> SendAsync(HttpMethod method, string address, JsonNode? body, string? etag, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(null, cancellationToken);
        var answer = await SendAsync(token, method, address, body, etag, cancellationToken);
        if (answer.Status != 401) return answer;
        return await SendAsync(await TokenAsync(token, cancellationToken), method, address, body, etag, cancellationToken);
    }

    private async Task<ErpAnswer> SendAsync(Token token, HttpMethod method, string address, JsonNode? body, string? etag, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Text);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (body is not null) request.Content = new StringContent(ErpJson.Text(body), Encoding.UTF8, "application/json");
        return await _requests.SendAsync(request, cancellationToken);
    }

    private async Task<string> AddressAsync(string path, CancellationToken cancellationToken) =>
        $"{_options.ApiRoot}/companies({_company ??= await FindCompanyAsync(cancellationToken)})/{path}";

    private async Task<string> FindCompanyAsync(CancellationToken cancellationToken)
    {
        if (Guid.TryParse(_options.Company, out var id)) return id.ToString();
        var companies = (await ReadAsync(HttpMethod.Get, $"{_options.ApiRoot}/companies", null, null, cancellationToken)).Member("value").Items();
        var found = companies.Where(c => c.Member("name").AsText() == _options.Company || c.Member("displayName").AsText() == _options.Company).Select(c => c.Member("id").AsText()).OfType<string>().ToList();
        return found.Count == 1 ? found[0] : throw new ErpException(ErpFailure.Refused, $"{found.Count} companies are called '{_options.Company}'; name one that the application may use, or its id.");
    }

    // one at a time; whoever waited takes the token of the one before
    private async Task<Token> TokenAsync(Token? bad, CancellationToken cancellationToken)
    {
        await _renewing.WaitAsync(cancellationToken);
        try
        {
            if (_token is { } token && token != bad && token.GoodUntil > _time.GetUtcNow()) return token;
            return _token = await FetchTokenAsync(cancellationToken);
        }
        catch (ErpException failure) when (failure.Kind == ErpFailure.Unknown)
        {
            // what was to be done has not left yet
            throw new ErpException(ErpFailure.NotSent, $"Getting a token for Business Central failed: {failure.Message}", failure.StatusCode, failure.RetryAfter, failure);
        }
        finally
        {
            _renewing.Release();
        }
    }

    private async Task<Token> FetchTokenAsync(CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _options.ClientId!,
            ["client_secret"] = _options.ClientSecret!,
            ["scope"] = Scope,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.TokenAddress) { Content = new FormUrlEncodedContent(form) };
        var answer = await _requests.SendAsync(request, cancellationToken);
        var json = ErpJson.Read(answer.Body);
        if (!answer.IsSuccess) throw _requests.Failure(answer, json?.Member("error").AsText());
        var text = json?.Member("access_token").AsText() ?? throw new ErpException(ErpFailure.NotSent, "The token server gave no token.", answer.Status);
        var life = TimeSpan.FromSeconds((double)Math.Clamp(json?.Member("expires_in").AsNumber() ?? 0, 0, 86_400));
        return new Token(text, _time.GetUtcNow() + (life > 2 * Reserve ? life - Reserve : life / 2));
    }

    // a conflict or a locked table: turned away before anything happened, and worth another try
    private ErpException Failure(ErpAnswer answer)
    {
        var error = ErpJson.Read(answer.Body)?.Member("error");
        var said = error is null ? answer.Body : $"{error.Value.Member("code").AsText()}: {error.Value.Member("message").AsText()}";
        return answer.Status is 409 or 412
            ? new ErpException(ErpFailure.NotSent, $"Business Central turned it away (HTTP {answer.Status}): {Quote(said)}", answer.Status, answer.RetryAfter)
            : _requests.Failure(answer, Clean(said));
    }

    private string Quote(string text) => _requests.Quote(Clean(text));

    private string Clean(string text) => _token is { } token ? text.Replace(token.Text, "***", StringComparison.Ordinal) : text;

    private sealed record Token(string Text, DateTimeOffset GoodUntil);
}
