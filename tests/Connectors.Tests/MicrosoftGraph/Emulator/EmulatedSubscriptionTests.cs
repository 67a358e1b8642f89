using System.Collections.Concurrent;
using System.Text.Json;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using CrmGraph.Testing.Webhooks;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

public sealed class EmulatedSubscriptionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<JsonElement> _notified = new();
    private GraphEmulator _emulator = null!;
    private WebhookReceiver _receiver = null!;
    private GraphCaller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await GraphEmulator.StartAsync(_time);
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.Answer = AnswerAsync;
        _caller = new GraphCaller(_emulator);
        await _caller.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _receiver.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_subscription_needs_the_handshake_and_then_tells_of_changes_with_its_client_state()
    {
        var made = await SubscribeAsync(TimeSpan.FromDays(3));

        var message = _caller.Wang.Receive("li.na@huaxin.example", "询价");
        _caller.Wang.Send(["li.na@huaxin.example"], "不在收件箱");
        await _emulator.Subscriptions.SettleAsync();

        Assert.Equal(201, made.Status);
        Assert.Equal(3, _receiver.Calls.Count);
        var notification = Assert.Single(_notified);
        Assert.Equal((made.Id, "created", "秘密", _emulator.Options.TenantId), (Text(notification, "subscriptionId"), Text(notification, "changeType"), Text(notification, "clientState"), Text(notification, "tenantId")));
        Assert.Equal(message.ImmutableId, Text(notification.GetProperty("resourceData"), "id"));
        Assert.Equal(202, Assert.Single(_emulator.Subscriptions.Sent).Status);
    }

    [Fact]
    public async Task A_subscription_lives_seven_days_at_most_and_45_minutes_at_least()
    {
        var tooLong = await SubscribeAsync(TimeSpan.FromMinutes(10_081));
        var shortOne = await SubscribeAsync(TimeSpan.FromMinutes(5));
        var renewed = await _caller.SendAsync(HttpMethod.Patch, $"{_emulator.BaseUrl}/subscriptions/{shortOne.Id}", new { expirationDateTime = _time.GetUtcNow().AddDays(1) });

        _time.Advance(TimeSpan.FromDays(1));
        await _caller.SignInAsync();
        var expired = await _caller.GetAsync($"{_emulator.BaseUrl}/subscriptions/{shortOne.Id}");

        Assert.Equal(400, tooLong.Status);
        Assert.Equal(new DateTimeOffset(2026, 6, 15, 12, 45, 0, TimeSpan.Zero), shortOne.Json.GetProperty("expirationDateTime").GetDateTimeOffset());
        Assert.Equal((200, 404), (renewed.Status, expired.Status));
    }

    [Fact]
    public async Task Notifications_get_lost_and_lifecycle_events_say_so()
    {
        var made = await SubscribeAsync(TimeSpan.FromDays(3));
        _emulator.Faults.Next(GraphFault.NotificationLost);

        _caller.Wang.Receive("li.na@huaxin.example", "丢失");
        await _emulator.Subscriptions.SettleAsync();
        var subscription = Assert.Single(_emulator.Subscriptions.All);
        await _emulator.Subscriptions.SayMissedAsync(subscription);
        await _emulator.Subscriptions.RemoveAsync(subscription);

        Assert.Equal([-1, 202, 202], _emulator.Subscriptions.Sent.Select(s => s.Status));
        Assert.Equal(["missed", "subscriptionRemoved"], _notified.Select(n => Text(n, "lifecycleEvent")));
        Assert.Equal(404, (await _caller.GetAsync($"{_emulator.BaseUrl}/subscriptions/{made.Id}")).Status);
    }

    [Fact]
    public async Task A_subscriber_that_fails_the_handshake_gets_no_subscription()
    {
        _receiver.Answer = (_, http) => WebhookReceiver.Status(http, System.Net.HttpStatusCode.Accepted);

        var refused = await SubscribeAsync(TimeSpan.FromDays(3));

        Assert.Equal((400, "ValidationError"), (refused.Status, refused.Error));
        Assert.Empty(_emulator.Subscriptions.All);
    }

    private Task<GraphReply> SubscribeAsync(TimeSpan life) => _caller.SendAsync(HttpMethod.Post, $"{_emulator.BaseUrl}/subscriptions", new
    {
        changeType = "created,updated,deleted",
        notificationUrl = _receiver.Url,
        lifecycleNotificationUrl = $"{_receiver.Url}/lifecycle",
        resource = $"/users/{_caller.Wang.Id}/mailFolders('inbox')/messages",
        expirationDateTime = _time.GetUtcNow() + life,
        clientState = "秘密",
    });

    private async Task AnswerAsync(WebhookCall call, HttpContext http)
    {
        if (http.Request.Query.TryGetValue("validationToken", out var token))
        {
            http.Response.ContentType = "text/plain";
            await http.Response.WriteAsync(token.ToString(), http.RequestAborted);
            return;
        }
        foreach (var notification in call.Json.GetProperty("value").EnumerateArray()) _notified.Enqueue(notification);
        http.Response.StatusCode = 202;
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
