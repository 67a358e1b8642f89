using System.Security.Cryptography;
using System.Text;

namespace CrmGraph.Connectors.Erp.YonBip;

/// <summary>How applications sign for a token of YonBIP.</summary>
internal static class YonBipSignature
{
    /// <summary>The signature, fit for an address: HMAC-SHA256 over names and values of the parameters, sorted by name.</summary>
    internal static string Of(string appKey, string timestamp, string appSecret)
    {
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes($"appKey{appKey}timestamp{timestamp}"));
        return Uri.EscapeDataString(Convert.ToBase64String(mac));
    }
}
