using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmGraph.Connectors.Webhooks;

/// <summary>Signs as Standard Webhooks 1.0.0 has it: HMAC-SHA256 over <c>id.timestamp.body</c>. It shows its key to nobody.</summary>
internal sealed class WebhookSecret
{
    /// <summary>How a secret is written, for messages.</summary>
    internal const string Expected = "whsec_ followed by 24 to 64 bytes in base64";

    private const string Prefix = "whsec_";
    private const int Shortest = 24;
    private const int Longest = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>Reads a secret. False if it is none; the text is not repeated anywhere.</summary>
    internal static bool TryParse(string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = null;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || !Base64.IsValid(text.AsSpan(Prefix.Length), out var length)) return false;
        if (length is < Shortest or > Longest) return false;
        secret = new WebhookSecret(Convert.FromBase64String(text[Prefix.Length..]));
        return true;
    }

    /// <summary>One signature for the header <c>webhook-signature</c>.</summary>
    /// <param name="id">What the header <c>webhook-id</c> says.</param>
    /// <param name="timestamp">What the header <c>webhook-timestamp</c> says: seconds since 1970.</param>
    /// <param name="body">The body as it is sent.</param>
    internal string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return $"v1,{Convert.ToBase64String(hash.GetHashAndReset())}";
    }
}
