using System.Security.Cryptography;
using System.Text;

namespace CrmGraph.Testing.Emulators.Kingdee;

/// <summary>How Kingdee checks signatures; written apart from the connector, so that both cannot be wrong in the same way unnoticed.</summary>
public static class KingdeeSigning
{
    private static readonly byte[] Pad = "0054f397c6234378b09ca7d3e5debce7"u8.ToArray();

    public static string SignIn(params string[] parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("", parts.Order(StringComparer.Ordinal))))).ToLowerInvariant();

    public static string ClientSecret(string appId)
    {
        var hidden = Convert.FromBase64String(appId.Split('_')[1]);
        return Convert.ToBase64String([.. hidden.Select((b, i) => (byte)(b ^ Pad[i % Pad.Length]))]);
    }

    public static string Identity(string appId, string secret, string identity) => Sign(secret, appId + identity);

    public static string Request(string appId, string path, string timestamp, string nonce) =>
        Sign(ClientSecret(appId), string.Join('\n', "POST", Uri.EscapeDataString(path), "", $"x-api-nonce:{nonce}", $"x-api-timestamp:{timestamp}", ""));

    private static string Sign(string key, string text)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        var hex = Convert.ToHexString(mac.ComputeHash(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(hex));
    }
}
