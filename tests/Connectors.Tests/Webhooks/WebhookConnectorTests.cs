using System.Globalization;
using System.Net;
using System.Text;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Webhooks;
using CrmGraph.Testing;
using CrmGraph.Testing.Webhooks;

namespace CrmGraph.Connectors.Tests.Webhooks;

public sealed class WebhookConnectorTests
{
    private const string OldSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_sent_with_its_headers_and_a_signature_of_each_secret()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var connector = Connector(receiver.Url, o => o.PreviousSecret = OldSecret);
        var happened = Event();

        var result = await connector.PushAsync(happened, Cancelled);

        var call = Assert.Single(receiver.Calls);
        Assert.Equal(new PushResult.Delivered(204), result);
        Assert.Equal((happened.Id.ToString(), _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), (call.Id, call.Timestamp));
        Assert.Equal("""{"type":"STAGE_CHANGED","timestamp":"2026-06-15T12:00:00Z","data":{"a":"ä"}}""", Encoding.UTF8.GetString(call.Body));
        Assert.Equal(2, call.Signatures.Split(' ').Length);
        Assert.True(call.IsSignedBy(WebhookReceiver.Secret));
        Assert.True(call.IsSignedBy(OldSecret));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "Delivered")]
    [InlineData(HttpStatusCode.Accepted, "Delivered")]
    [InlineData(HttpStatusCode.BadRequest, "Failed")]
    [InlineData(HttpStatusCode.InternalServerError, "Failed")]
    [InlineData(HttpStatusCode.Gone, "Gone")]
    [InlineData(HttpStatusCode.TooManyRequests, "Throttled")]
    [InlineData(HttpStatusCode.BadGateway, "Throttled")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Throttled")]
    [InlineData(HttpStatusCode.GatewayTimeout, "Throttled")]
    public async Task The_status_decides(HttpStatusCode status, string result)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) => WebhookReceiver.Status(http, status);
        using var connector = Connector(receiver.Url);

        var pushed = await connector.PushAsync(Event(), Cancelled);

        Assert.Equal((result, (int)status), (pushed.GetType().Name, pushed.StatusCode));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) =>
        {
            http.Response.Headers.Location = "/elsewhere";
            return WebhookReceiver.Status(http, HttpStatusCode.PermanentRedirect);
        };
        using var connector = Connector(receiver.Url);

        var result = await connector.PushAsync(Event(), Cancelled);

        Assert.Equal(new PushResult.Failed(308, "HTTP 308: redirects are not followed."), result);
        Assert.Equal("/hook", Assert.Single(receiver.Calls).Path);
    }

    [Theory]
    [InlineData("120")]
    [InlineData("Mon, 15 Jun 2026 12:02:00 GMT")]
    public async Task A_pause_is_asked_for_in_seconds_or_by_a_date(string retryAfter)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) =>
        {
            http.Response.Headers.RetryAfter = retryAfter;
            return WebhookReceiver.Status(http, HttpStatusCode.TooManyRequests);
        };
        using var connector = Connector(receiver.Url);

        Assert.Equal(new PushResult.Throttled(429, "HTTP 429", TimeSpan.FromMinutes(2)), await connector.PushAsync(Event(), Cancelled));
    }

    [Fact]
    public async Task Who_does_not_answer_is_given_up_after_twenty_seconds()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        using var connector = Connector(receiver.Url);

        var pushing = connector.PushAsync(Event(), Cancelled);
        await receiver.WaitForAsync(1, Cancelled);
        Assert.False(pushing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(new PushResult.Failed(null, "No answer within 20 s."), await pushing);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_a_failure()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (_, http) =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        using var connector = Connector(receiver.Url);

        var failed = Assert.IsType<PushResult.Failed>(await connector.PushAsync(Event(), Cancelled));

        Assert.Null(failed.StatusCode);
        Assert.StartsWith("The ", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = async (_, http) =>
        {
            var some = new byte[8192];
            while (!http.RequestAborted.IsCancellationRequested) await http.Response.Body.WriteAsync(some, CancellationToken.None);
        };
        using var connector = Connector(receiver.Url);

        Assert.Equal(new PushResult.Delivered(200), await connector.PushAsync(Event(), Cancelled));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_private_address_is_refused_after_its_name_was_resolved(string host)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var connector = Connector($"http://{host}:{receiver.Port}/hook", o => o.AllowPrivateNetworks = false);

        var result = await connector.PushAsync(Event(), Cancelled);

        Assert.Equal(new PushResult.Failed(null, "The address is not public; Connectors:Webhooks:<key>:AllowPrivateNetworks allows private and loopback ones."), result);
        Assert.Empty(receiver.Calls);
    }

    [Fact]
    public void An_endpoint_takes_the_types_that_it_names_and_all_if_it_names_none()
    {
        using var some = Connector("http://127.0.0.1/", o => o.Events.Add("STAGE_CHANGED"));
        using var all = Connector("http://127.0.0.1/");

        Assert.Equal((true, false, true), (some.Takes("STAGE_CHANGED"), some.Takes("LEAD_CREATED"), all.Takes("LEAD_CREATED")));
    }

    private static OutgoingEvent Event() => new(Guid.CreateVersion7(Given.Now), "STAGE_CHANGED", Given.Now, Encoding.UTF8.GetBytes("""{"a":"ä"}"""));

    private WebhookConnector Connector(string url, Action<WebhookOptions>? adjust = null)
    {
        var options = new WebhookOptions { Url = url, Secret = WebhookReceiver.Secret, AllowPrivateNetworks = true };
        adjust?.Invoke(options);
        return new WebhookConnector("partner", options, _time);
    }
}
