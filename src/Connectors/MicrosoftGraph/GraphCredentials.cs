using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Identity;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>How the app proves itself: by Microsoft's library, or at a token URL of its own.</summary>
internal static class GraphCredentials
{
    /// <summary>The credential that the settings ask for.</summary>
    internal static TokenCredential Of(GraphOptions options, GraphAddresses addresses, TimeProvider time)
    {
        if (options.TokenUrl is { } url) return new TokenUrlCredential(new Uri(url), options, time);
        if (options.CertificatePath is not { Length: > 0 } path)
            return new ClientSecretCredential(options.TenantId, options.ClientId, options.ClientSecret, new ClientSecretCredentialOptions { AuthorityHost = addresses.Authority });
        var certificate = Load(path, options.CertificatePassword);
        var library = new ClientCertificateCredential(options.TenantId, options.ClientId, certificate, new ClientCertificateCredentialOptions { AuthorityHost = addresses.Authority });
        return new DatedCredential(library, certificate, time);
    }

    /// <summary>Refuses a certificate that is not valid now: the login service would too, and say so less clearly.</summary>
    /// <exception cref="CertificateOutdatedException">It is not valid now.</exception>
    internal static void RequireValid(X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        if (now < from || now > until) throw new CertificateOutdatedException(from, until);
    }

    /// <summary>Reads a certificate with its private key.</summary>
    /// <exception cref="CryptographicException">It is none, or the password is wrong.</exception>
    internal static X509Certificate2 Load(string path, string? password) => Path.GetExtension(path).ToLowerInvariant() is ".pem" or ".crt" or ".cer"
        ? password is null ? X509Certificate2.CreateFromPemFile(path) : X509Certificate2.CreateFromEncryptedPemFile(path, password)
        : X509CertificateLoader.LoadPkcs12FromFile(path, password);
}

/// <summary>The app's certificate is not valid at the time.</summary>
internal sealed class CertificateOutdatedException(DateTime from, DateTime until) : AuthenticationFailedException(
    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the certificate of {GraphOptions.Section}:{nameof(GraphOptions.CertificatePath)} is valid from {from:yyyy-MM-dd} to {until:yyyy-MM-dd} only; put a valid one there and restart."));

/// <summary>A certificate in the hands of Microsoft's library, as long as it is valid.</summary>
internal sealed class DatedCredential(TokenCredential library, X509Certificate2 certificate, TimeProvider time) : TokenCredential, IDisposable
{
    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        GraphCredentials.RequireValid(certificate, time.GetUtcNow());
        return library.GetToken(requestContext, cancellationToken);
    }

    /// <inheritdoc/>
    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        GraphCredentials.RequireValid(certificate, time.GetUtcNow());
        return library.GetTokenAsync(requestContext, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => certificate.Dispose();
}

/// <summary>
/// Asks for tokens at any address, which Microsoft's library does only at https ones that it knows: for proxies and stand-ins. It is the
/// client credentials grant of OAuth 2.0, by secret or by signed assertion.
/// </summary>
internal sealed class TokenUrlCredential(Uri url, GraphOptions options, TimeProvider time) : TokenCredential, IDisposable
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = options.RequestTimeout };
    private readonly SemaphoreSlim _one = new(1, 1);
    private AccessToken _token;

    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Ask for tokens asynchronously.");

    /// <inheritdoc/>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            // a caller whose token was refused names it, and does not want it again
            var now = time.GetUtcNow();
            if (_token.ExpiresOn > now + Ahead && (requestContext.Claims is null || requestContext.Claims != _token.Token)) return _token;
            using var answer = await _http.PostAsync(url, new FormUrlEncodedContent(Form(requestContext.Scopes[0], now)), cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new AuthenticationFailedException($"HTTP {(int)answer.StatusCode} {GraphFailures.LoginCodeIn(await answer.Content.ReadAsStringAsync(cancellationToken))}");
            var issued = await answer.Content.ReadFromJsonAsync<Issued>(cancellationToken);
            if (issued?.AccessToken is not { Length: > 0 } token) throw new AuthenticationFailedException("The token URL answered without a token.");
            return _token = new AccessToken(token, now + TimeSpan.FromSeconds(issued.ExpiresIn));
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    private Dictionary<string, string> Form(string scope, DateTimeOffset now)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId!, ["scope"] = scope };
        if (options.ClientSecret is { Length: > 0 } secret)
        {
            form["client_secret"] = secret;
        }
        else
        {
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = Assertion(now);
        }
        return form;
    }

    private string Assertion(DateTimeOffset now)
    {
        using var certificate = GraphCredentials.Load(options.CertificatePath!, options.CertificatePassword);
        GraphCredentials.RequireValid(certificate, now);
        using var key = certificate.GetRSAPrivateKey() ?? throw new AuthenticationFailedException("The certificate has no RSA key.");
        var header = Part(new Dictionary<string, object> { ["alg"] = "PS256", ["typ"] = "JWT", ["x5t#S256"] = Base64(certificate.GetCertHash(HashAlgorithmName.SHA256)) });
        var claims = Part(new Dictionary<string, object>
        {
            ["aud"] = url.ToString(),
            ["iss"] = options.ClientId!,
            ["sub"] = options.ClientId!,
            ["jti"] = Guid.CreateVersion7(now).ToString(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
        });
        var signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{header}.{claims}.{Base64(signature)}";
    }

    private static string Part(Dictionary<string, object> values) => Base64(JsonSerializer.SerializeToUtf8Bytes(values));

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private sealed record Issued([property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
