using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>
/// Global ids (Relay, Global Object Identification): base64url of the type's name, a colon and the 16 bytes of a UUID in the order of RFC 9562.
/// Clients treat them as opaque.
/// </summary>
public static class NodeId
{
    private const int LongestName = 128;
    private const int LongestText = (LongestName + 17 + 2) / 3 * 4;

    /// <summary>The id of an object.</summary>
    /// <param name="typeName">The name of its object type.</param>
    /// <param name="id">Its UUID.</param>
    public static string Encode(string typeName, Guid id)
    {
        Span<byte> bytes = stackalloc byte[LongestName + 17];
        var length = Encoding.ASCII.GetBytes(typeName, bytes[..LongestName]);
        bytes[length] = (byte)':';
        id.TryWriteBytes(bytes[(length + 1)..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes[..(length + 17)]);
    }

    /// <summary>Reads an id. False if the text is not one in exactly the form that <see cref="Encode"/> gives.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out string? typeName, out Guid id)
    {
        typeName = null;
        id = default;
        Span<byte> bytes = stackalloc byte[LongestName + 17];
        if (text.Length > LongestText || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length)
            || length < 18 || bytes[length - 17] != ':')
        {
            return false;
        }

        var name = bytes[..(length - 17)];
        var guid = new Guid(bytes[(length - 16)..length], bigEndian: true);
        if (!Ascii.IsValid(name))
            return false;
        var found = Encoding.ASCII.GetString(name);
        if (Encode(found, guid) != text)
            return false;
        (typeName, id) = (found, guid);
        return true;
    }
}
