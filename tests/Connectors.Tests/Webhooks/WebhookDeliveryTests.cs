using System.Net;
using System.Text.Json;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.Webhooks;

/// <summary>The whole way from a mutation to a receiver, on a clock that a test moves.</summary>
public sealed class WebhookDeliveryTests
{
    private const string Deliveries =
        "query ($where: WebhookDeliveryFilterInput) { webhookDeliveries(where: $where) { totalCount nodes { endpoint webhookId cursor type status attempts lastStatusCode lastError deliveredAt } } }";

    [Fact]
    public async Task A_receiver_gets_signed_what_an_administrator_sees_in_events()
    {
        await using var scene = await WebhookScene.StartAsync();
        var cursor = (await scene.Admin.QueryAsync("{ eventCursor }")).GetProperty("eventCursor").GetString();
        using var socket = await scene.Admin.SubscribeAsync(
            "subscription ($after: String) { events(types: [LEAD_CREATED], after: $after) { __typename ... on CrmEvent { id cursor type at actor requestId sequence subject { id __typename } changes { field before after } data } } }",
            new { after = cursor });

        var lead = await scene.CreateLeadAsync();
        var call = Assert.Single(await scene.Receiver.WaitForAsync(1, Cancelled));
        var seen = await socket.NextEventAsync("events");

        Assert.True(call.IsSignedBy(WebhookReceiver.Secret));
        Assert.Equal(("LEAD_CREATED", lead), (call.Type, call.Subject));
        Assert.Equal(call.Json.GetProperty("timestamp").GetString(), seen.GetProperty("at").GetString());
        Assert.Equal(Sorted(seen, "__typename"), Sorted(call.Json.GetProperty("data")));
        Assert.Equal(call.Id, call.Json.GetProperty("data").GetProperty("id").GetString());
    }

    [Fact]
    public async Task What_fails_is_sent_again_with_the_same_id_and_holds_back_its_subject_and_nothing_else()
    {
        await using var scene = await WebhookScene.StartAsync();
        var first = await scene.CreateLeadAsync();
        await scene.Receiver.WaitForAsync(1, Cancelled);
        scene.Receiver.Answer = (call, http) => WebhookReceiver.Status(http, call.Subject == first ? HttpStatusCode.InternalServerError : HttpStatusCode.OK);

        await scene.ChangeLeadAsync(first, "移动销售");
        await scene.ChangeLeadAsync(first, "移动审批");
        var other = await scene.CreateLeadAsync();
        await scene.Receiver.WaitForAsync(calls => calls.Any(c => c.Subject == other), Cancelled);
        await scene.SettleAsync(pending: 2);
        Assert.Equal(["LEAD_CREATED", "LEAD_UPDATED"], Calls(scene, first).Select(c => c.Type));

        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, HttpStatusCode.OK);
        await scene.PassUntilAsync(calls => calls.Count(c => c.Subject == first) == 4);

        var calls = Calls(scene, first);
        Assert.Equal(calls[1].Id, calls[2].Id);
        Assert.Equal(calls.Select(c => c.Sequence).Distinct().Order(), calls.Select(c => c.Sequence).Distinct());
        Assert.Equal(3, calls.Select(c => c.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_pause_that_the_receiver_asks_for_is_kept_by_all_events()
    {
        await using var scene = await WebhookScene.StartAsync();
        scene.Receiver.Answer = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "8";
            return WebhookReceiver.Status(http, HttpStatusCode.TooManyRequests);
        };
        await scene.CreateLeadAsync();
        await scene.SettleAsync(pending: 1, attempts: 1);
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, HttpStatusCode.OK);

        await scene.CreateLeadAsync();
        await scene.PassAsync(TimeSpan.FromSeconds(7));
        Assert.Single(scene.Receiver.Calls);

        Assert.Equal(3, (await scene.PassUntilAsync(calls => calls.Count >= 3)).Count);
    }

    [Fact]
    public async Task What_is_given_up_is_a_dead_letter_that_is_seen_and_can_be_tried_again()
    {
        await using var scene = await WebhookScene.StartAsync();
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, HttpStatusCode.BadRequest);
        await scene.CreateLeadAsync();
        await scene.SettleAsync(pending: 1, attempts: 1);
        // as if it had failed for three days
        await scene.Application.ReadAsync(db => db.Deliveries.ExecuteUpdateAsync(d => d.SetProperty(x => x.Attempts, 9).SetProperty(x => x.Failures, 9), Cancelled));
        await scene.PassUntilAsync(calls => calls.Count == 2);
        await scene.SettleAsync(pending: 0, attempts: 10);

        var dead = Assert.Single((await scene.Admin.QueryAsync(Deliveries, new { where = new { status = new { eq = "DEAD" } } })).GetProperty("webhookDeliveries").GetProperty("nodes").EnumerateArray());
        Assert.Equal("partner LEAD_CREATED 10 400 HTTP 400", string.Join(' ', new[] { "endpoint", "type", "attempts", "lastStatusCode", "lastError" }.Select(f => dead.GetProperty(f).ToString())));
        Assert.Equal("""{"key":"partner","kind":"Webhook","isEnabled":true,"health":"DEAD_LETTERS","lastSyncAt":null,"backlog":1,"lastError":"HTTP 400"}""", await scene.ConnectorAsync());

        // held back until the mutation has answered, for it is sent at once
        var answered = new TaskCompletionSource();
        scene.Receiver.Answer = async (_, http) =>
        {
            await answered.Task.WaitAsync(http.RequestAborted);
            await WebhookReceiver.Status(http, HttpStatusCode.OK);
        };
        var retried = await scene.Admin.QueryAsync("""mutation { retryDeadLetters(input: { connector: "partner" }) { count connector { health backlog } errors { code } } }""");
        Assert.Equal("""{"count":1,"connector":{"health":"FAILING","backlog":1},"errors":[]}""", retried.GetProperty("retryDeadLetters").GetRawText());
        answered.SetResult();
        await scene.PassUntilAsync(calls => calls.Count == 3);
        await scene.SettleAsync(pending: 0, timePasses: true);

        Assert.Single(scene.Receiver.Calls.Select(c => c.Id).Distinct());
        Assert.Contains("\"health\":\"OK\"", await scene.ConnectorAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_410_is_left_alone_even_after_a_restart_until_it_is_enabled_again()
    {
        await using var scene = await WebhookScene.StartAsync();
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, HttpStatusCode.Gone);
        await scene.CreateLeadAsync();
        await scene.SettleAsync(pending: 1, attempts: 1);
        Assert.Equal("""{"key":"partner","kind":"Webhook","isEnabled":false,"health":"DISABLED","lastSyncAt":null,"backlog":1,"lastError":"HTTP 410"}""", await scene.ConnectorAsync());

        await scene.RestartAsync();
        scene.Receiver.Answer = (_, http) => WebhookReceiver.Status(http, HttpStatusCode.OK);
        await scene.CreateLeadAsync();
        await scene.PassAsync(TimeSpan.FromSeconds(30));
        Assert.Single(scene.Receiver.Calls);

        await scene.Admin.QueryAsync("""mutation { enableWebhook(input: { endpoint: "partner" }) { connector { isEnabled } errors { code } } }""");
        var calls = await scene.PassUntilAsync(c => c.Count == 3);

        Assert.Equal(2, calls.Select(c => c.Id).Distinct().Count());
        Assert.Equal(2, calls.Count(c => c.Id == calls[0].Id));
    }

    [Fact]
    public async Task Events_after_a_cursor_are_sent_again_with_their_ids()
    {
        await using var scene = await WebhookScene.StartAsync();
        var first = await scene.CreateLeadAsync();
        for (var i = 0; i < 2; i++) await scene.CreateLeadAsync();
        var calls = await scene.Receiver.WaitForAsync(3, Cancelled);
        await scene.SettleAsync(pending: 0);
        // events of different subjects may overtake each other
        var oldest = calls.Single(c => c.Json.GetProperty("data").GetProperty("subject").GetProperty("id").GetString() == first);
        var after = oldest.Json.GetProperty("data").GetProperty("cursor").GetString();

        await scene.Admin.QueryAsync("mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { errors { code } } }", new { input = new { endpoint = "partner", after } });
        calls = await scene.Receiver.WaitForAsync(5, Cancelled);

        Assert.Equal(calls.Take(3).Select(c => c.Id).Where(id => id != oldest.Id).Order(), calls.Skip(3).Select(c => c.Id).Order());
    }

    [Fact]
    public async Task Events_from_before_a_webhook_was_configured_come_only_by_replay()
    {
        await using var scene = await WebhookScene.StartAsync(isConfigured: false);
        await scene.CreateLeadAsync();
        var cursor = (await scene.Admin.QueryAsync("{ eventCursor }")).GetProperty("eventCursor").GetString();
        await scene.CreateLeadAsync();

        await scene.RestartAsync(isConfigured: true);
        await scene.CreateLeadAsync();
        await scene.Receiver.WaitForAsync(1, Cancelled);
        await scene.SettleAsync(pending: 0);
        Assert.Single(scene.Receiver.Calls);

        await scene.Admin.QueryAsync("mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { errors { code } } }", new { input = new { endpoint = "partner", after = cursor } });
        Assert.Equal(3, (await scene.Receiver.WaitForAsync(3, Cancelled)).Count);
    }

    [Fact]
    public async Task A_webhook_that_was_away_goes_on_where_it_was()
    {
        await using var scene = await WebhookScene.StartAsync();
        await scene.CreateLeadAsync();
        await scene.Receiver.WaitForAsync(1, Cancelled);
        await scene.SettleAsync(pending: 0);

        await scene.RestartAsync(isConfigured: false);
        var missed = await scene.CreateLeadAsync();
        await scene.RestartAsync(isConfigured: true);

        Assert.Equal(missed, (await scene.Receiver.WaitForAsync(2, Cancelled))[1].Subject);
    }

    [Theory]
    [InlineData("nobody", "eventCursor", "NOT_FOUND")]
    [InlineData("partner", "made up", "VALIDATION")]
    public async Task A_replay_needs_a_webhook_and_a_cursor(string endpoint, string after, string code)
    {
        await using var scene = await WebhookScene.StartAsync();

        var answer = await scene.Admin.QueryAsync("mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { errors { code } } }", new { input = new { endpoint, after } });

        Assert.Equal(code, answer.GetProperty("replayWebhook").GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{ connectors { key } }")]
    [InlineData("{ webhookDeliveries { totalCount } }")]
    public async Task Only_administrators_see_connectors_and_deliveries(string query)
    {
        await using var scene = await WebhookScene.StartAsync();

        Assert.Equal(["FORBIDDEN"], (await (await scene.Application.AsAsync(Role.Integration)).ExecuteAsync(query)).Codes);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static List<WebhookCall> Calls(WebhookScene scene, string subject) => [.. scene.Receiver.Calls.Where(c => c.Subject == subject)];

    private static SortedDictionary<string, string> Sorted(JsonElement json, params string[] without) =>
        new(json.EnumerateObject().Where(p => !without.Contains(p.Name)).ToDictionary(p => p.Name, p => p.Value.ToString()), StringComparer.Ordinal);
}
