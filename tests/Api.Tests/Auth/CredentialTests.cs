using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmGraph.Testing;

namespace CrmGraph.Api.Tests.Auth;

/// <summary>One table of credentials, held against every transport.</summary>
public sealed class CredentialTests(CredentialCabinet cabinet) : IClassFixture<CredentialCabinet>
{
    private const string Query = "{ me { email } }";

    public static TheoryData<string> Refused =>
    [
        "nothing", "wrong key", "expired key", "revoked key", "key of someone who left", "basic", "garbage", "wrong signature", "no signature",
        "expired token", "unknown user", "user who left",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Whoever_may_not_enter_is_refused_on_post(string credentials)
    {
        var answer = await cabinet.With(credentials).ExecuteAsync(Query);

        AssertRefusal(credentials, answer.Status, answer.Body);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Whoever_may_not_enter_is_refused_on_get(string credentials)
    {
        using var response = await cabinet.With(credentials).GetAsync($"/graphql?query={Uri.EscapeDataString(Query)}", "application/json");

        AssertRefusal(credentials, response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Whoever_may_not_enter_is_refused_an_event_stream(string credentials)
    {
        using var response = await cabinet.With(credentials).GetAsync($"/graphql?query={Uri.EscapeDataString(Query)}", "text/event-stream");

        AssertRefusal(credentials, response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Whoever_may_not_enter_is_refused_a_WebSocket(string credentials)
    {
        using var socket = await cabinet.With(credentials).ConnectAsync();

        var (code, reason) = await socket.ClosedAsync();

        Assert.Equal(4403, code);
        Assert.DoesNotContain(cabinet.SecretOf(credentials), reason ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token", "wang.fang@crmgraph.example")]
    [InlineData("key", "wang.fang@crmgraph.example")]
    [InlineData("bootstrap key", "admin@crmgraph.example")]
    public async Task Good_credentials_act_for_a_user(string credentials, string email)
    {
        var client = cabinet.With(credentials);

        var data = await client.QueryAsync(Query);
        using var socket = await client.SubscribeAsync(Query);
        var overSocket = await socket.NextAsync();

        Assert.Equal(email, data.GetProperty("me").GetProperty("email").GetString());
        Assert.Equal(email, overSocket.GetProperty("data").GetProperty("me").GetProperty("email").GetString());
    }

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("X-API-KEY")]
    public async Task Names_in_the_payload_of_connection_init_may_have_any_case(string name)
    {
        using var socket = await CrmSocket.ConnectAsync(cabinet.WebSocket, new Dictionary<string, string?> { [name] = CredentialCabinet.BootstrapKey });

        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Headers_of_the_upgrade_request_let_a_WebSocket_in()
    {
        using var socket = await CrmSocket.ConnectAsync(cabinet.WebSocket, null, ("X-Api-Key", CredentialCabinet.BootstrapKey));

        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).GetProperty("type").GetString());
    }

    private void AssertRefusal(string credentials, HttpStatusCode status, JsonElement body)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.False(body.TryGetProperty("data", out _));
        var error = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal("UNAUTHENTICATED", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.DoesNotContain(cabinet.SecretOf(credentials), body.GetRawText(), StringComparison.Ordinal);
    }
}
