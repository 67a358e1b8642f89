using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CrmGraph.Api.Auth;

/// <summary>
/// Makes and knows tokens for development. They are signed with a key that is made at random for this content root and kept in
/// <c>data/development.key</c>, so that a token outlives a restart. Outside Development nobody makes or accepts them.
/// </summary>
internal sealed class DevelopmentTokens(IHostEnvironment environment, TimeProvider time)
{
    /// <summary>Who the tokens say they come from, and whom they are made out for.</summary>
    public const string Issuer = "crmgraph-development";

    private static readonly TimeSpan Validity = TimeSpan.FromHours(12);

    private readonly Lazy<SymmetricSecurityKey> _key = new(() => new SymmetricSecurityKey(ReadOrMakeKey(Path.Combine(environment.ContentRootPath, "data", "development.key"))));

    /// <summary>Whether this host makes and accepts them.</summary>
    public bool AreEnabled => environment.IsDevelopment();

    /// <summary>What a valid token fulfils.</summary>
    public TokenValidationParameters Rules => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        IssuerSigningKey = _key.Value,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
    };

    /// <summary>A token for the user with this address, valid for 12 hours.</summary>
    public string Issue(string email)
    {
        if (!AreEnabled) throw new InvalidOperationException("Development tokens are made in Development only.");
        var now = time.GetUtcNow();
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Claims = new Dictionary<string, object> { ["email"] = email },
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Validity).UtcDateTime,
            SigningCredentials = new SigningCredentials(_key.Value, SecurityAlgorithms.HmacSha256),
        });
    }

    private static byte[] ReadOrMakeKey(string file)
    {
        const int size = 32;
        if (File.Exists(file) && File.ReadAllBytes(file) is { Length: size } known) return known;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var key = RandomNumberGenerator.GetBytes(size);
        using var stream = new FileStream(file, options);
        stream.Write(key);
        return key;
    }
}
