using System.Net;
using System.Text;
using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.ServerSentEvents;

public sealed class EventStreamTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_subscription_is_a_stream_of_events_with_their_cursors(string method)
    {
        await using var host = await TransportHost.StartAsync();

        using var response = await SendAsync(host, "subscription { countTo(n: 2) }", method);

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Equal(
            ":\n\n"
            + "event: next\nid: cursor-1\ndata: {\"data\":{\"countTo\":1}}\n\n"
            + "event: next\nid: cursor-2\ndata: {\"data\":{\"countTo\":2}}\n\n"
            + "event: complete\ndata: \n\n",
            await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"world"}}""")]
    [InlineData("mutation { increment(by: 1) }", """{"data":{"increment":2}}""")]
    public async Task Queries_and_mutations_are_a_stream_of_one_event(string query, string result)
    {
        await using var host = await TransportHost.StartAsync();

        using var response = await SendAsync(host, query);

        Assert.Equal($":\n\nevent: next\ndata: {result}\n\nevent: complete\ndata: \n\n", await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("subscription { unknown }", "GRAPHQL_VALIDATION_FAILED")]
    public async Task A_refused_document_is_an_event_in_a_stream_that_went_well(string query, string code)
    {
        await using var host = await TransportHost.StartAsync();

        using var response = await SendAsync(host, query);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.StartsWith(":\n\nevent: next\ndata: {\"errors\":[", text, StringComparison.Ordinal);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata: \n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_that_would_rather_have_JSON_get_it_and_a_stream_for_subscriptions()
    {
        await using var host = await TransportHost.StartAsync();
        const string accept = "application/graphql-response+json, application/json, text/event-stream";

        using var query = await SendAsync(host, "{ hello }", accept: accept);
        using var subscription = await SendAsync(host, "subscription { countTo(n: 1) }", accept: accept);

        Assert.Equal("application/graphql-response+json; charset=utf-8", query.Content.Headers.ContentType!.ToString());
        Assert.Equal("text/event-stream; charset=utf-8", subscription.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_source_that_fails_is_told_and_completed()
    {
        await using var host = await TransportHost.StartAsync();

        using var response = await SendAsync(host, "subscription { overflowing }");

        Assert.Equal(
            ":\n\nevent: next\ndata: {\"data\":{\"overflowing\":1}}\n\n"
            + "event: next\ndata: {\"errors\":[{\"message\":\"Too slow.\",\"extensions\":{\"code\":\"SUBSCRIPTION_OVERFLOW\",\"lastCursor\":\"c1\"}}]}\n\n"
            + "event: complete\ndata: \n\n",
            await response.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task Events_come_at_once_and_comments_in_between()
    {
        await using var host = await TransportHost.StartAsync(options => options.KeepAliveInterval = TimeSpan.FromMilliseconds(50));
        using var response = await SendAsync(host, "subscription { ticks }");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled), Encoding.UTF8);
        await host.Schema.OpenAsync(1, Cancelled);

        for (var i = 0; i < 3; i++)
            Assert.Equal((":", ""), (await reader.ReadLineAsync(Cancelled), await reader.ReadLineAsync(Cancelled)));
        host.Schema.Tick(5);
        var line = await reader.ReadLineAsync(Cancelled);
        while (line is ":" or "")
            line = await reader.ReadLineAsync(Cancelled);

        Assert.Equal(
            ("event: next", "id: tick-5", "data: {\"data\":{\"ticks\":5}}"),
            (line, await reader.ReadLineAsync(Cancelled), await reader.ReadLineAsync(Cancelled)));
    }

    [Fact]
    public async Task A_client_that_goes_away_has_unsubscribed()
    {
        await using var host = await TransportHost.StartAsync();
        var response = await SendAsync(host, "subscription { ticks }");
        await host.Schema.OpenAsync(1, Cancelled);

        response.Dispose();

        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task A_client_that_does_not_read_slows_down_nobody()
    {
        await using var host = await TransportHost.StartAsync();
        using var slow = await SendAsync(host, "subscription { flood }");
        await host.Schema.OpenAsync(1, Cancelled);
        using var quick = await SendAsync(host, "subscription { countTo(n: 100) }");

        var text = await quick.Content.ReadAsStringAsync(Cancelled);
        slow.Dispose();

        Assert.Equal(100, text.Split("event: next").Length - 1);
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task The_stream_ends_when_the_token_expires()
    {
        await using var host = await TransportHost.StartAsync(options => options.Authenticate = (_, _, _) =>
            ValueTask.FromResult(new ConnectionAccess { ExpiresAt = TimeProvider.System.GetUtcNow().AddMilliseconds(200) }));

        using var response = await SendAsync(host, "subscription { ticks }");

        Assert.EndsWith(
            "event: next\ndata: {\"errors\":[{\"message\":\"Token expired\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}\n\nevent: complete\ndata: \n\n",
            await response.Content.ReadAsStringAsync(Cancelled),
            StringComparison.Ordinal);
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task At_shutdown_the_stream_ends_without_complete_so_that_clients_come_back()
    {
        await using var host = await TransportHost.StartAsync();
        using var response = await SendAsync(host, "subscription { ticks }");
        await host.Schema.OpenAsync(1, Cancelled);

        await host.StopAsync(Cancelled);

        Assert.Equal(":\n\n", await response.Content.ReadAsStringAsync(Cancelled));
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task The_last_event_id_reaches_the_source()
    {
        await using var host = await TransportHost.StartAsync();

        using var response = await SendAsync(host, "subscription { resumed }", lastEventId: "cursor-41");

        Assert.Contains("data: {\"data\":{\"resumed\":\"after cursor-41\"}}\n", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        TransportHost host, string query, string method = "POST", string accept = "text/event-stream", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), host.GraphQL);
        if (method == "POST")
            request.Content = new StringContent($"{{\"query\":\"{query}\"}}", Encoding.UTF8, "application/json");
        else
            request.RequestUri = new Uri(host.GraphQL, $"?query={Uri.EscapeDataString(query)}");
        request.Headers.Add("Accept", accept);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        return await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }
}
