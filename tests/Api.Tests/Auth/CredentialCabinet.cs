using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CrmGraph.Api.Tests.Auth;

/// <summary>An application with all sorts of credentials, by name.</summary>
public sealed class CredentialCabinet : IAsyncLifetime
{
    internal const string BootstrapKey = "bootstrap-key-of-the-tests";
    private const string Seller = "wang.fang@crmgraph.example";
    private readonly Dictionary<string, (bool IsKey, string Secret)> _credentials = [];

    internal CrmApplication App { get; private set; } = null!;

    internal Uri WebSocket => new UriBuilder(new Uri(App.Address, "/graphql")) { Scheme = "ws" }.Uri;

    public async ValueTask InitializeAsync()
    {
        // where there can be no database every test is skipped, and says why
        if (!TestDatabase.IsAvailable) return;
        var clock = new FakeTimeProvider(Given.Now);
        App = await CrmApplication.StartAsync(new CrmApplicationOptions
        {
            Time = clock,
            Settings = new Dictionary<string, string?> { ["Security:BootstrapApiKey"] = BootstrapKey },
        });
        var seller = await App.ReadAsync(db => db.Users.SingleAsync(u => u.Email == Seller));
        var gone = Given.User(Role.Admin, email: "gone@crmgraph.example");
        gone.Deactivate();
        await App.SaveAsync(gone);
        await IssueAsync("key", seller.Id, null, revoked: false);
        await IssueAsync("expired key", seller.Id, Given.Now.AddMinutes(1), revoked: false);
        await IssueAsync("revoked key", seller.Id, null, revoked: true);
        await IssueAsync("key of someone who left", gone.Id, null, revoked: false);
        _credentials["bootstrap key"] = (true, BootstrapKey);
        _credentials["wrong key"] = (true, "crm_not-a-key-that-was-ever-issued");
        _credentials["basic"] = (false, "Basic YTpi");
        Bearer("garbage", "not.a.token");
        Bearer("expired token", App.IssueToken(Seller));
        clock.Advance(TimeSpan.FromHours(13));
        var valid = App.IssueToken(Seller);
        Bearer("token", valid);
        Bearer("unknown user", App.IssueToken("nobody@crmgraph.example"));
        Bearer("user who left", App.IssueToken("gone@crmgraph.example"));
        Bearer("wrong signature", SignedBySomeoneElse(clock.GetUtcNow()));
        Bearer("no signature", $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{valid.Split('.')[1]}.");
    }

    public ValueTask DisposeAsync() => App?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal CrmClient With(string credentials)
    {
        if (!_credentials.TryGetValue(credentials, out var shown)) return App.Anonymous;
        return shown.IsKey ? App.WithApiKey(shown.Secret) : App.WithAuthorization(shown.Secret);
    }

    /// <summary>What must not be in any answer; for those who show nothing something that never is.</summary>
    internal string SecretOf(string credentials) => _credentials.TryGetValue(credentials, out var shown) ? shown.Secret : "\0";

    private void Bearer(string name, string token) => _credentials[name] = (false, $"Bearer {token}");

    private async Task IssueAsync(string name, UserId user, DateTimeOffset? expiresAt, bool revoked)
    {
        var (key, secret) = ApiKey.Issue(name, Role.ReadOnly, user, expiresAt, Given.Now);
        if (revoked) key.Revoke(Given.Now);
        await App.SaveAsync(key);
        _credentials[name] = (true, secret);
    }

    private static string SignedBySomeoneElse(DateTimeOffset now) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "crmgraph-development",
        Audience = "crmgraph-development",
        Claims = new Dictionary<string, object> { ["email"] = "admin@crmgraph.example" },
        NotBefore = now.UtcDateTime,
        IssuedAt = now.UtcDateTime,
        Expires = now.AddHours(1).UtcDateTime,
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(new byte[32]), SecurityAlgorithms.HmacSha256),
    });
}
