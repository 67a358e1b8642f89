using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Auth;

/// <summary>The section <c>Security</c>.</summary>
internal sealed class SecurityOptions
{
    /// <summary>An API key of role ADMIN that always works, for the first start and for headless tests; null for none.</summary>
    public string? BootstrapApiKey { get; set; }

    /// <summary>The OpenID Connect issuer of people's tokens.</summary>
    public JwtOptions Jwt { get; set; } = new();
}

/// <summary>The section <c>Security:Jwt</c>: both or none.</summary>
internal sealed class JwtOptions
{
    /// <summary>The issuer; its keys are read from <c>.well-known/openid-configuration</c> below it.</summary>
    public string? Authority { get; set; }

    /// <summary>For whom tokens must be made out.</summary>
    public string? Audience { get; set; }
}

internal sealed class SecurityOptionsValidator : IValidateOptions<SecurityOptions>
{
    public ValidateOptionsResult Validate(string? name, SecurityOptions options)
    {
        var failures = new List<string>();
        if (options.BootstrapApiKey is { } key && (key.Length < 8 || key.Any(c => c is <= ' ' or > '~')))
            failures.Add("Security:BootstrapApiKey must be at least 8 visible ASCII characters without spaces.");
        var (authority, audience) = (options.Jwt.Authority, options.Jwt.Audience);
        if (!string.IsNullOrEmpty(authority) && !IsTrustworthy(authority))
            failures.Add("Security:Jwt:Authority must be an https:// address (http:// for this machine only).");
        if (!string.IsNullOrEmpty(authority) && string.IsNullOrWhiteSpace(audience))
            failures.Add("Security:Jwt:Audience must be given with Security:Jwt:Authority: the audience that tokens are made out for.");
        if (string.IsNullOrEmpty(authority) && !string.IsNullOrEmpty(audience))
            failures.Add("Security:Jwt:Authority must be given with Security:Jwt:Audience: the https:// address of the issuer.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsTrustworthy(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
