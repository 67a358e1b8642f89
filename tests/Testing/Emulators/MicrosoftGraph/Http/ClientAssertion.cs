using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>A client's proof by certificate: a JWT about itself, signed by the certificate's key.</summary>
internal static class ClientAssertion
{
    /// <summary>Why an assertion does not count; null if it does.</summary>
    internal static (int Status, string Error, string Text)? Refusal(string assertion, GraphEmulatorOptions options, DateTimeOffset now)
    {
        if (options.ClientCertificate is null) return Invalid("AADSTS700027: The app has no certificate.");
        var parts = assertion.Split('.');
        if (parts.Length != 3) return Invalid("AADSTS50027: The assertion is not a JWT.");
        try
        {
            var header = JsonElement.Parse(WebEncoders.Base64UrlDecode(parts[0]));
            var claims = JsonElement.Parse(WebEncoders.Base64UrlDecode(parts[1]));
            using var certificate = X509CertificateLoader.LoadCertificate(options.ClientCertificate);
            using var key = certificate.GetRSAPublicKey();
            var padding = header.GetProperty("alg").GetString() switch
            {
                "RS256" => RSASignaturePadding.Pkcs1,
                "PS256" => RSASignaturePadding.Pss,
                _ => null,
            };
            if (key is null || padding is null || !key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256, padding))
                return Invalid("AADSTS700027: The certificate's key did not sign the assertion.");
            if (!Named(header, certificate)) return Invalid("AADSTS700027: The assertion names another certificate.");
            if (now > certificate.NotAfter.ToUniversalTime()) return Invalid("AADSTS700027: The certificate used to sign the assertion is expired.");
            if (claims.GetProperty("aud").GetString()?.EndsWith($"/{options.TenantId}/oauth2/v2.0/token", StringComparison.Ordinal) != true)
                return Invalid("AADSTS700023: The audience of the assertion is not the token endpoint.");
            if (claims.GetProperty("iss").GetString() != options.ClientId || claims.GetProperty("sub").GetString() != options.ClientId)
                return Invalid("AADSTS700021: Issuer and subject are not the app.");
            return DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) > now ? null : Invalid("AADSTS700024: The assertion is outside its valid time.");
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return Invalid($"AADSTS50027: {e.Message}");
        }
    }

    // by its thumbprint: SHA-256, or SHA-1 as older clients write it
    private static bool Named(JsonElement header, X509Certificate2 certificate) =>
        (header.TryGetProperty("x5t#S256", out var sha256) && sha256.GetString() == WebEncoders.Base64UrlEncode(certificate.GetCertHash(HashAlgorithmName.SHA256)))
        || (header.TryGetProperty("x5t", out var sha1) && sha1.GetString() == WebEncoders.Base64UrlEncode(certificate.GetCertHash()));

    private static (int Status, string Error, string Text)? Invalid(string text) => (401, "invalid_client", text);
}
