using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace CrmGraph.Api.Auth;

/// <summary>
/// Lets people in by JSON Web Token: of the OpenID Connect issuer that is configured, whose keys are fetched and refreshed as they
/// rotate, or of <see cref="DevelopmentTokens"/>. The claim <c>email</c> tells which user it is.
/// </summary>
internal sealed class BearerSignIn
{
    private const string NotValid = "The token is not valid.";
    private const int LongestToken = 16 * 1024;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly CallerDirectory _callers;
    private readonly DevelopmentTokens _development;
    private readonly TimeProvider _time;
    private readonly TokenValidationParameters? _issuerRules;

    public BearerSignIn(CallerDirectory callers, DevelopmentTokens development, IOptions<SecurityOptions> options, TimeProvider time)
    {
        (_callers, _development, _time) = (callers, development, time);
        if (options.Value.Jwt is { Authority: { Length: > 0 } authority } jwt) _issuerRules = RulesOf(authority, jwt.Audience);
    }

    /// <summary>Looks at a token.</summary>
    public async ValueTask<SignIn> SignInAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > LongestToken || !_handler.CanReadToken(token)) return new SignIn.Refused(NotValid);
        if (RulesFor(token) is not { } rules) return new SignIn.Refused(NotValid);
        rules.LifetimeValidator = IsCurrent;
        var result = await _handler.ValidateTokenAsync(token, rules);
        if (!result.IsValid) return new SignIn.Refused(result.Exception is SecurityTokenInvalidLifetimeException ? "The token has expired." : NotValid);
        if (EmailOf(result) is not { } email) return new SignIn.Refused("The token has no verified e-mail address.");
        return await _callers.FindByEmailAsync(email, cancellationToken) is { } known
            ? new SignIn.Accepted(known.Caller, new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero))
            : new SignIn.Refused("No active user has the e-mail address of the token.");
    }

    private static TokenValidationParameters RulesOf(string authority, string? audience)
    {
        var documents = new HttpDocumentRetriever { RequireHttps = authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase) };
        return new TokenValidationParameters
        {
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), documents),
            ValidAudience = audience,
            // asymmetric only: nobody may sign with what the issuer publishes
            ValidAlgorithms =
            [
                SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
                SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
            ],
        };
    }

    private TokenValidationParameters? RulesFor(string token)
    {
        if (_development.AreEnabled && IssuerOf(token) == DevelopmentTokens.Issuer) return _development.Rules;
        return _issuerRules?.Clone();
    }

    private string? IssuerOf(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token).Issuer;
        }
        catch (Exception malformed) when (malformed is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters rules)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return expires is { } end && end + ClockSkew > now && (notBefore is not { } start || start - ClockSkew <= now);
    }

    private static string? EmailOf(TokenValidationResult result)
    {
        var isRefuted = result.Claims.TryGetValue("email_verified", out var verified) && verified is false or "false";
        return !isRefuted && result.Claims.TryGetValue("email", out var email) && email is string { Length: > 0 } text ? text : null;
    }
}
