using System.Net;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Security;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private const string Create = """mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id name role prefix lastUsedAt user { email } } secret errors { code path } } }""";

    private CrmApplication? _application;

    private CrmApplication Application => _application ?? throw new InvalidOperationException("The application has not been started.");

    public async ValueTask InitializeAsync() => _application = await CrmApplication.StartAsync();

    public ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_program_signs_in_with_the_secret_that_was_shown_once_until_it_is_revoked()
    {
        var admin = await Application.AsAsync(Role.Admin);
        var made = (await admin.QueryAsync(Create, new { input = new { name = "对账程序", role = "FINANCE" } })).GetProperty("createApiKey");
        var (key, secret) = (made.GetProperty("apiKey"), made.GetProperty("secret").GetString()!);
        var program = Application.WithApiKey(secret);

        Assert.StartsWith(key.GetProperty("prefix").GetString()!, secret, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await program.ExecuteAsync("{ me { id } }")).Status);
        var listed = (await admin.QueryAsync("{ apiKeys { id name role lastUsedAt } }")).GetProperty("apiKeys")[0];
        Assert.Equal(key.GetProperty("id").GetString(), listed.GetProperty("id").GetString());
        Assert.NotNull(listed.GetProperty("lastUsedAt").GetString());

        await admin.QueryAsync("mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { revokedAt } errors { code } } }", new { id = key.GetProperty("id").GetString() });

        Assert.Equal(1, await Application.ReadAsync(db => db.ApiKeys.CountAsync(k => k.RevokedAt != null)));
    }

    [Fact]
    public async Task Only_administrators_see_keys_and_nobody_sees_their_secrets()
    {
        var admin = await Application.AsAsync(Role.Admin);
        var made = (await admin.QueryAsync(Create, new { input = new { name = "对账程序", role = "FINANCE" } })).GetProperty("createApiKey");
        var id = made.GetProperty("apiKey").GetProperty("id").GetString();
        var director = await Application.AsAsync(Role.SalesDirector);

        Assert.Equal("""{"apiKeys":[],"node":null}""", (await director.QueryAsync("query ($id: ID!) { apiKeys { id } node(id: $id) { id } }", new { id })).GetRawText());
        Assert.False(await Application.ReadAsync(db => db.ApiKeys.AnyAsync(k => k.Hash.Contains(made.GetProperty("secret").GetString()!))));
    }

    [Theory]
    [InlineData("", null, """[{"code":"VALIDATION","path":["name"]}]""")]
    [InlineData("对账程序", "2020-01-01T00:00:00Z", """[{"code":"VALIDATION","path":["expiresAt"]}]""")]
    public async Task A_key_without_a_name_or_a_future_is_refused(string name, string? expiresAt, string errors)
    {
        var admin = await Application.AsAsync(Role.Admin);

        var refused = (await admin.QueryAsync(Create, new { input = new { name, role = "FINANCE", expiresAt } })).GetProperty("createApiKey");

        Assert.Equal(errors, refused.GetProperty("errors").GetRawText());
        Assert.Equal("null", refused.GetProperty("secret").GetRawText());
    }
}
