using CrmGraph.Connectors.Webhooks;

namespace CrmGraph.Connectors.Tests.Webhooks;

public sealed class WebhookOptionsTests
{
    private const string Good = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void A_complete_endpoint_is_accepted() => Assert.Empty(Findings("erp", Endpoint("https://example.com/hook?x=1", Good, "STAGE_CHANGED")));

    [Theory]
    [InlineData(null)]
    [InlineData("example.com/hook")]
    [InlineData("ftp://example.com/hook")]
    [InlineData("https://user:password@example.com/hook")]
    public void An_address_that_is_of_no_use_is_named(string? url) =>
        Assert.Equal(["Connectors:Webhooks:erp:Url must be an absolute http or https address without user name and password."], Findings("erp", Endpoint(url, Good)));

    [Theory]
    [InlineData(null)]
    [InlineData("topsecret")]
    [InlineData("whsec_dG9wc2VjcmV0")]
    public void A_secret_that_is_of_no_use_is_named_and_not_shown(string? secret) =>
        Assert.Equal(["Connectors:Webhooks:erp:Secret must be whsec_ followed by 24 to 64 bytes in base64."], Findings("erp", Endpoint("https://example.com", secret)));

    [Fact]
    public void An_unknown_type_of_events_is_named() => Assert.Equal(
        ["Connectors:Webhooks:erp:Events:1 is 'WON', which is no type of events; expected for example STAGE_CHANGED."],
        Findings("erp", Endpoint("https://example.com", Good, "STAGE_CHANGED", "WON")));

    [Theory]
    [InlineData("bus")]
    [InlineData("a b")]
    public void A_key_that_cannot_be_used_is_refused(string key) => Assert.Equal(
        [$"Connectors:Webhooks:{key}: the key of an endpoint has 1 to 50 letters, digits, - and _, and is not 'bus'."],
        Findings(key, Endpoint("https://example.com", Good)));

    [Fact]
    public void A_disabled_endpoint_may_be_incomplete() => Assert.Empty(Findings("erp", new WebhookOptions { Enabled = false }));

    private static WebhookOptions Endpoint(string? url, string? secret, params string[] events)
    {
        var endpoint = new WebhookOptions { Url = url, Secret = secret };
        foreach (var type in events) endpoint.Events.Add(type);
        return endpoint;
    }

    private static IEnumerable<string> Findings(string key, WebhookOptions endpoint)
    {
        var options = new WebhooksOptions();
        options.Endpoints.Add(key, endpoint);
        return new WebhookOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
