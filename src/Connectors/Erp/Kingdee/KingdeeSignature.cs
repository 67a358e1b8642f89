using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace CrmGraph.Connectors.Erp.Kingdee;

/// <summary>How applications sign for Kingdee 云星空.</summary>
internal static class KingdeeSignature
{
    // it is part of the vendor's published client, not a secret of anybody
    private const string Mask = "0054f397c6234378b09ca7d3e5debce7";

    /// <summary>The signature of a sign-in: SHA-256 over the sorted parts.</summary>
    internal static string OfSignIn(string accountId, string user, string appId, string appSecret, string timestamp)
    {
        string[] parts = [accountId, user, appId, appSecret, timestamp];
        Array.Sort(parts, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }

    /// <summary>The key of the gateway's signature, hidden in the second half of the application's id; null if there is none.</summary>
    internal static string? ClientSecretOf(string appId)
    {
        var at = appId.IndexOf('_', StringComparison.Ordinal);
        if (at < 1 || at == appId.Length - 1 || !Base64.IsValid(appId.AsSpan(at + 1))) return null;
        var bytes = Convert.FromBase64String(appId[(at + 1)..]);
        for (var i = 0; i < bytes.Length; i++) bytes[i] ^= (byte)Mask[i % Mask.Length];
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The signature over who asks: <c>X-Kd-Signature</c>.</summary>
    internal static string OfIdentity(string appId, string appSecret, string identity) => Hmac(appSecret, appId + identity);

    /// <summary>The signature over what is asked: <c>X-Api-Signature</c>.</summary>
    internal static string OfRequest(string clientSecret, string path, string timestamp, string nonce) =>
        Hmac(clientSecret, $"POST\n{path.Replace("/", "%2F", StringComparison.Ordinal)}\n\nx-api-nonce:{nonce}\nx-api-timestamp:{timestamp}\n");

    /// <summary>Signs a request without session.</summary>
    internal static void Sign(HttpRequestHeaders headers, KingdeeOptions options, string path, DateTimeOffset now)
    {
        var (appId, secret) = (options.AppId!, options.AppSecret!);
        var identity = string.Create(CultureInfo.InvariantCulture, $"{options.AccountId},{options.User},{options.Language},{options.SalesOrganization}");
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        headers.Add("X-Kd-Appkey", appId);
        headers.Add("X-Kd-Appdata", Convert.ToBase64String(Encoding.UTF8.GetBytes(identity)));
        headers.Add("X-Kd-Signature", OfIdentity(appId, secret, identity));
        headers.Add("X-Api-ClientID", appId[..appId.IndexOf('_', StringComparison.Ordinal)]);
        headers.Add("X-Api-Auth-Version", "2.0");
        headers.Add("x-api-timestamp", timestamp);
        headers.Add("x-api-nonce", nonce);
        headers.Add("x-api-signheaders", "x-api-timestamp,x-api-nonce");
        headers.Add("X-Api-Signature", OfRequest(ClientSecretOf(appId)!, path, timestamp, nonce));
    }

    // the vendor signs with the text of the digest, not with its bytes
    private static string Hmac(string key, string text)
    {
        var digest = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(Convert.ToHexStringLower(digest)));
    }
}
