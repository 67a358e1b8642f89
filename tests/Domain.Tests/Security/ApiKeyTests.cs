using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Security;

public sealed class ApiKeyTests
{
    private static readonly UserId Somebody = UserId.New(Given.Now);

    [Fact]
    public void Only_the_hash_and_the_first_characters_of_the_secret_are_kept()
    {
        var (key, secret) = ApiKey.Issue("ERP", Role.Integration, Somebody, null, Given.Now);

        Assert.StartsWith("crm_", secret, StringComparison.Ordinal);
        Assert.Equal(47, secret.Length);
        Assert.Equal(ApiKey.HashOf(secret), key.Hash);
        Assert.Equal(64, key.Hash.Length);
        Assert.Equal(secret[..12], key.Prefix);
    }

    [Fact]
    public void No_two_secrets_are_alike() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => ApiKey.Issue("ERP", Role.Admin, Somebody, null, Given.Now).Secret).Distinct().Count());

    [Fact]
    public void A_key_is_valid_until_it_expires_or_is_revoked()
    {
        var expiry = Given.Now.AddDays(1);
        var (key, _) = ApiKey.Issue("ERP", Role.Integration, Somebody, expiry, Given.Now);

        Assert.True(key.IsValid(expiry.AddTicks(-1)));
        Assert.False(key.IsValid(expiry));
        key.Revoke(Given.Now);
        key.Revoke(expiry);
        Assert.False(key.IsValid(Given.Now));
        Assert.Equal(Given.Now, key.RevokedAt);
    }

    [Fact]
    public void A_key_does_not_start_expired() =>
        Refusal.Validation("expiresAt", () => ApiKey.Issue("ERP", Role.Integration, Somebody, Given.Now, Given.Now));
}
