using System.Security.Cryptography;
using System.Text;

namespace CrmGraph.Persistence.Idempotency;

/// <summary>Whose key it is, and for which request.</summary>
public sealed record IdempotencyClaim
{
    private IdempotencyClaim(byte[] id, byte[] requestHash) => (Id, RequestHash) = (id, requestHash);

    internal byte[] Id { get; }

    internal byte[] RequestHash { get; }

    /// <summary>The claim of a caller.</summary>
    /// <param name="caller">Who uses the key; others may use the same key for something else.</param>
    /// <param name="key">The key.</param>
    /// <param name="requestHash">A hash of what is asked.</param>
    public static IdempotencyClaim Of(Caller caller, string key, byte[] requestHash) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.UserId.Value:N}/{caller.KeyId?.Value:N}/{key}")), requestHash);
}
