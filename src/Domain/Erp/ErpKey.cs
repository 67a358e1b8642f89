using System.Security.Cryptography;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Domain.Erp;

/// <summary>
/// What an order carries in the ERP so that it is found again: <c>CG-</c> and 24 characters of base32 (RFC 4648) of SHA-256 of the
/// deal's id. 27 characters fit the bill number of Kingdee, the 32 of YonBIP and the 35 of Business Central.
/// </summary>
public static class ErpKey
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Bytes = 15;

    /// <summary>The key of a deal; always the same.</summary>
    public static string Of(OpportunityId deal)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(deal.Value.ToByteArray(bigEndian: true), hash);
        Span<char> digits = stackalloc char[Bytes * 8 / 5];
        for (var i = 0; i < digits.Length; i++)
        {
            var (at, shift) = Math.DivRem(i * 5, 8);
            var pair = (hash[at] << 8) | hash[at + 1];
            digits[i] = Alphabet[(pair >> (11 - shift)) & 31];
        }

        return $"CG-{digits}";
    }
}
