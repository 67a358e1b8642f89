using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Auth;

/// <summary>
/// Lets programs in by API key. Keys of the database are found by their SHA-256, so that how long it takes tells nothing about a
/// secret; the bootstrap key is compared in constant time.
/// </summary>
internal sealed class ApiKeySignIn(CallerDirectory callers, IOptions<SecurityOptions> options, TimeProvider time)
{
    private readonly byte[]? _bootstrap = options.Value.BootstrapApiKey is { } key ? HashOf(key) : null;

    /// <summary>Looks at a key.</summary>
    public async ValueTask<SignIn> SignInAsync(string secret, CancellationToken cancellationToken)
    {
        if (_bootstrap is not null && CryptographicOperations.FixedTimeEquals(_bootstrap, HashOf(secret)))
            return new SignIn.Accepted((await callers.FindBootstrapAsync(cancellationToken)).Caller, null);
        return await callers.FindByKeyAsync(secret, cancellationToken) switch
        {
            null => new SignIn.Refused("The API key is not valid."),
            { ExpiresAt: { } end } when end <= time.GetUtcNow() => new SignIn.Refused("The API key has expired."),
            { } known => new SignIn.Accepted(known.Caller, known.ExpiresAt),
        };
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
