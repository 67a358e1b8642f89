using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Security;

/// <summary>A key with which a program signs in. Only a hash of the secret is kept.</summary>
public sealed class ApiKey : Aggregate<ApiKeyId>
{
    private const int PrefixLength = 12;

    private ApiKey() => Name = Hash = Prefix = "";

    /// <summary>What the key is for.</summary>
    public string Name { get; private set; }

    /// <summary>What the program may see and do.</summary>
    public Role Role { get; private set; }

    /// <summary>The user in whose name the program acts.</summary>
    public UserId UserId { get; private set; }

    /// <summary>SHA-256 of the secret in upper-case hexadecimal. The secret has 256 random bits, so it needs neither salt nor stretching.</summary>
    public string Hash { get; private set; }

    /// <summary>The first characters of the secret, to tell keys apart.</summary>
    public string Prefix { get; private set; }

    /// <summary>When the key was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From when on the key is refused; null if it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When the key was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When a program last signed in with the key, to the minute; null if none has.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Makes a key and its secret, which is shown this once.</summary>
    public static (ApiKey Key, string Secret) Issue(string name, Role role, UserId actsAs, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (expiresAt <= now) throw Guard.Invalid("expiresAt", "expiresAt must be in the future.");
        var secret = $"crm_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        var key = new ApiKey
        {
            Id = ApiKeyId.New(now),
            Name = Guard.Text(name, "name", 100),
            Role = Guard.Defined(role, "role"),
            UserId = actsAs,
            Hash = HashOf(secret),
            Prefix = secret[..PrefixLength],
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return (key, secret);
    }

    /// <summary>What is stored and looked up for a secret.</summary>
    public static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Whether the key lets a program in at <paramref name="now"/>.</summary>
    public bool IsValid(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);

    /// <summary>Takes the key back for good; a second time changes nothing.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
