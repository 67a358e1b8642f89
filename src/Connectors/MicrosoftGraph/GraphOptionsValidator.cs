using System.Security.Cryptography.X509Certificates;
using CrmGraph.Domain.Activities;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Checks the settings, in messages that name the key and never a secret.</summary>
internal sealed class GraphOptionsValidator : IValidateOptions<GraphOptions>
{
    private const string Section = GraphOptions.Section;

    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        if (!options.Enabled) return ValidateOptionsResult.Success;
        var findings = Check(options).ToList();
        return findings.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(findings);
    }

    private static IEnumerable<string> Check(GraphOptions options)
    {
        if (!IsName<GraphCloud>(options.Cloud)) yield return $"{Section}:Cloud is '{options.Cloud}'; expected Global, China or UsGovernment.";
        if (options.BaseUrl is not null && !IsAddress(options.BaseUrl)) yield return $"{Section}:BaseUrl must be an absolute http or https address like https://graph.microsoft.com/v1.0.";
        if (options.TokenUrl is not null && !IsAddress(options.TokenUrl)) yield return $"{Section}:TokenUrl must be an absolute http or https address.";
        if (string.IsNullOrWhiteSpace(options.TenantId)) yield return $"{Section}:TenantId is missing; expected the id or a domain of the tenant.";
        if (string.IsNullOrWhiteSpace(options.ClientId)) yield return $"{Section}:ClientId is missing; expected the id of the app registration.";
        if (string.IsNullOrWhiteSpace(options.ClientSecret) == string.IsNullOrWhiteSpace(options.CertificatePath))
            yield return $"{Section}:ClientSecret or {Section}:CertificatePath is needed, and only one of them.";
        if (options.CertificatePath is { Length: > 0 } path && CertificateProblem(path, options.CertificatePassword) is { } problem) yield return $"{Section}:CertificatePath {problem}";
        if (options.PublicUrl is not null && !IsAddress(options.PublicUrl)) yield return $"{Section}:PublicUrl must be an absolute http or https address, the one under which the internet reaches this server.";
        if (options.PollInterval < TimeSpan.FromMinutes(1) || options.PollInterval > TimeSpan.FromDays(1)) yield return $"{Section}:PollInterval must be from 00:01:00 to 1.00:00:00.";
        if (options.BackfillDays is < 1 or > 3650) yield return $"{Section}:BackfillDays must be from 1 to 3650.";
        if (options.RequestTimeout < TimeSpan.FromSeconds(5) || options.RequestTimeout > TimeSpan.FromMinutes(5)) yield return $"{Section}:RequestTimeout must be from 00:00:05 to 00:05:00.";
        if (options.MaxConcurrentRequests is < 1 or > 100) yield return $"{Section}:MaxConcurrentRequests must be from 1 to 100.";
        if (options.PageSize is < 1 or > 500) yield return $"{Section}:PageSize must be from 1 to 500.";
        if (!IsName<ActivityVisibility>(options.Visibility)) yield return $"{Section}:Visibility is '{options.Visibility}'; expected Everything, Subject or Metadata.";
        foreach (var (index, entry) in options.OwnDomains.Index().Where(e => !IsDomain(e.Item))) yield return $"{Section}:OwnDomains:{index} is '{entry}'; expected a domain such as contoso.com.";
        foreach (var (index, entry) in options.Blocklist.Index().Where(e => !BlockedParties.IsEntry(e.Item))) yield return $"{Section}:Blocklist:{index} is '{entry}'; {BlockedParties.Expected}.";
        if (options.All.Count == 0) yield return $"{Section}:Mailboxes is empty; expected the addresses of the mailboxes.";
        foreach (var finding in options.All.SelectMany(Check)) yield return finding;
        foreach (var twice in options.All.GroupBy(m => m.Address?.ToLowerInvariant()).Where(g => g.Key is not null && g.Count() > 1)) yield return $"{Section}:Mailboxes names {twice.Key} twice.";
    }

    private static IEnumerable<string> Check(MailboxOptions mailbox)
    {
        var key = $"{Section}:Mailboxes:{mailbox.Key}";
        if (mailbox.Address is not { Length: <= 254 } address || address.IndexOf('@', StringComparison.Ordinal) <= 0 || address.Any(char.IsWhiteSpace)) yield return $"{key} must be an e-mail address, or have one as {key}:Address.";
        if (mailbox.Visibility is not null && !IsName<ActivityVisibility>(mailbox.Visibility)) yield return $"{key}:Visibility is '{mailbox.Visibility}'; expected Everything, Subject or Metadata.";
        foreach (var (index, entry) in mailbox.Blocklist.Index().Where(e => !BlockedParties.IsEntry(e.Item))) yield return $"{key}:Blocklist:{index} is '{entry}'; {BlockedParties.Expected}.";
    }

    private static string? CertificateProblem(string path, string? password)
    {
        if (!File.Exists(path)) return $"names a file that is not there: {path}.";
        try
        {
            using var certificate = GraphCredentials.Load(path, password);
            if (!certificate.HasPrivateKey) return "names a file without a private key.";
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? "names a certificate whose key is not an RSA key." : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return $"names a file that cannot be read: {path}.";
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return "names a file that is no certificate in PKCS #12 or PEM, or CertificatePassword does not open it.";
        }
    }

    private static bool IsName<TEnum>(string? text)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(text, out _);

    private static bool IsDomain(string? text) =>
        text?.Trim().TrimStart('@') is { Length: > 2 and <= 253 } domain && domain.Contains('.', StringComparison.Ordinal) && domain.All(c => char.IsLetterOrDigit(c) || c is '-' or '.');

    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "", Query: "", Fragment: "" };
}
