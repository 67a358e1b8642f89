using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>What Graph says by itself only wakes the reading, and what others say in its name does nothing.</summary>
public sealed class GraphNotificationTests
{
    private const string Notifications = "/connectors/graph/notifications";
    private const string Lifecycle = "/connectors/graph/lifecycle";
    private const int LargestBody = 1 << 20;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_Graphs_is_refused_or_ignored_and_wakes_nothing()
    {
        await using var scene = await StartAsync();
        var subscription = scene.Emulator.Subscriptions.All[0];
        var before = await WakesAsync(scene);

        // the handshake: the token itself, as text that is no page
        const string Token = "Validation: <script>alert('订阅')</script> a+b&c=d%20";
        foreach (var path in new[] { Notifications, Lifecycle })
        {
            using var echo = await PostAsync(scene, $"{path}?validationToken={Uri.EscapeDataString(Token)}", new StringContent("", null, "text/plain"));
            Assert.Equal((HttpStatusCode.OK, "text/plain", Token), (echo.StatusCode, echo.Content.Headers.ContentType?.MediaType, await echo.Content.ReadAsStringAsync(Cancelled)));
            Assert.Equal(["nosniff"], echo.Headers.GetValues("X-Content-Type-Options"));
        }
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(scene, $"{Notifications}?validationToken={new string('x', 4096)}", ""));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(scene, $"{Notifications}?validationToken={new string('x', 4097)}", ""));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(scene, $"{Notifications}?validationToken=a&validationToken=b", ""));

        // what is no notification
        string[] malformed = ["", "{", """{"value":[{"subscriptionId":"\ud800"}]}""", new string('[', 200)];
        foreach (var body in malformed) Assert.Equal((body, HttpStatusCode.BadRequest), (body, await StatusAsync(scene, Notifications, body)));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(scene, Lifecycle, [.. "{\"value\":[{\"subscriptionId\":\""u8, 0xff, .. "\"}]}"u8]));
        string[] strange = ["""{"value":[{"\udc00":1}]}""", "[]", "1", "null", """{"value":7}""", """{"value":[null,1,"x",[],{}]}""", """{"value":[{"subscriptionId":5,"clientState":{}}]}""", """{"value":[{"subscriptionId":"a\u0000b","clientState":"c"}]}"""];
        foreach (var body in strange) Assert.Equal((body, HttpStatusCode.Accepted), (body, await StatusAsync(scene, Notifications, body)));
        using var asked = await scene.Application.Anonymous.GetAsync(Notifications);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, asked.StatusCode);

        // what is too large, also if it does not say so before its end
        var largest = Encoding.UTF8.GetBytes("{\"value\":[]}".PadRight(LargestBody));
        foreach (var isChunked in new[] { false, true })
        {
            // the lengths of the chunks count too
            Assert.Equal((isChunked, HttpStatusCode.Accepted), (isChunked, await StatusAsync(scene, Notifications, isChunked ? largest[..^1000] : largest, isChunked)));
            Assert.Equal((isChunked, HttpStatusCode.RequestEntityTooLarge), (isChunked, await StatusAsync(scene, Notifications, [.. largest, (byte)' '], isChunked)));
        }

        // what is in Graph's name, but not Graph's: the answer tells nobody what is known
        string[] forged =
        [
            Said(subscription.Id, "wrong"),
            Said(subscription.Id, ""),
            Said(subscription.Id, null),
            Said(subscription.Id, scene.Emulator.Subscriptions.All[1].ClientState),
            Said("00000000-0000-4000-8000-000000000000", subscription.ClientState),
            Said(null, subscription.ClientState),
        ];
        foreach (var one in forged)
        {
            Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(scene, Notifications, Body(one)));
            Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(scene, Lifecycle, Body(one.Replace("changeType", "lifecycleEvent", StringComparison.Ordinal).Replace("created", "subscriptionRemoved", StringComparison.Ordinal))));
        }
        Assert.Equal(before, await WakesAsync(scene));
        Assert.Equal(2, await scene.ReadAsync(db => db.ChangeSubscriptions.CountAsync(Cancelled)));

        // several in one body, among them what is not Graph's: each wakes its own, once
        var calendar = scene.Emulator.Subscriptions.All.Single(s => s.IsAboutEvents);
        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(scene, Notifications, Body(Said(calendar.Id, calendar.ClientState), forged[0], Said(calendar.Id, calendar.ClientState))));
        var after = await WakesAsync(scene);
        Assert.Equal(["calendar"], after.Where(w => before[w.Key] != w.Value).Select(w => w.Key));
        Assert.Equal(before["calendar"] + 1, after["calendar"]);
    }

    [Fact]
    public async Task A_notification_is_answered_at_once_and_brings_what_is_new_before_any_time_has_passed()
    {
        await using var scene = await StartAsync();
        var now = scene.Time.GetUtcNow();
        var inbox = Uri.EscapeDataString(scene.Mailbox.Inbox.Id);
        var held = scene.Emulator.Faults.HoldNext(line => line.Contains($"{inbox}/messages/delta", StringComparison.OrdinalIgnoreCase), takesEffect: true);

        scene.Mailbox.Receive(GraphScene.Customer, "询价");
        await scene.Emulator.Subscriptions.SettleAsync();
        // nothing of it has been read yet
        await held.Come.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        Assert.Equal(202, Assert.Single(scene.Emulator.Subscriptions.Sent).Status);
        Assert.Empty(await scene.ActivitiesAsync());
        held.Release();
        await scene.WaitUntilAsync(db => db.Activities.AnyAsync(a => a.Subject == "询价", Cancelled));

        scene.Mailbox.AddEvent("演示", now.AddDays(2), attendees: [GraphScene.Customer]);
        await scene.WaitUntilAsync(db => db.Activities.AnyAsync(a => a.Subject == "演示", Cancelled));
        Assert.Equal(now, scene.Time.GetUtcNow());

        // one that gets lost costs the poll interval
        scene.Emulator.Faults.Next(GraphFault.NotificationLost);
        scene.Mailbox.Receive(GraphScene.Customer, "丢失的通知");
        scene.Time.Advance(TimeSpan.FromMinutes(9));
        await scene.PassAsync(1);
        Assert.Equal(2, (await scene.ActivitiesAsync()).Count);
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        await scene.WaitUntilAsync(db => db.Activities.AnyAsync(a => a.Subject == "丢失的通知", Cancelled));
    }

    [Fact]
    public async Task What_Graph_says_of_a_subscription_is_done()
    {
        await using var scene = await StartAsync();
        var (mail, calendar) = (scene.Emulator.Subscriptions.All.Single(s => !s.IsAboutEvents), scene.Emulator.Subscriptions.All.Single(s => s.IsAboutEvents));
        scene.Time.Advance(TimeSpan.FromMinutes(1));
        var end = scene.Time.GetUtcNow().AddMinutes(10_000);

        // it wants to know whether we still may: renewed, and nothing read
        await scene.Emulator.Subscriptions.RequireReauthorizationAsync(mail);
        await scene.WaitUntilAsync(db => db.ChangeSubscriptions.AnyAsync(s => s.RemoteId == mail.Id && s.ExpiresAt == end, Cancelled));
        Assert.Equal([mail.Id], scene.Emulator.Requests.Where(r => r.Method == "PATCH").Select(r => r.Path.Split('/')[^1]));

        // some were missed: it is read
        scene.Emulator.Faults.Next(GraphFault.NotificationLost, 2);
        scene.Mailbox.Receive(GraphScene.Customer, "错过的邮件");
        await scene.Emulator.Subscriptions.SayMissedAsync(mail);
        await scene.WaitUntilAsync(db => db.Activities.AnyAsync(a => a.Subject == "错过的邮件", Cancelled));

        // it is gone: another one, and what happened meanwhile
        scene.Mailbox.AddEvent("错过的会议", Given.Now.AddDays(3), attendees: [GraphScene.Customer]);
        await scene.Emulator.Subscriptions.RemoveAsync(calendar);
        await scene.WaitUntilAsync(async db => await db.Activities.AnyAsync(a => a.Subject == "错过的会议", Cancelled) && await db.ChangeSubscriptions.CountAsync(s => s.RenewAt > Given.Now.AddDays(1), Cancelled) == 2);
        Assert.Equal(2, scene.Emulator.Subscriptions.All.Count);
        Assert.DoesNotContain(scene.Emulator.Subscriptions.All, s => s.Id == calendar.Id);
        Assert.All(scene.Emulator.Subscriptions.Sent.Where(s => s.Status != -1), s => Assert.Equal(202, s.Status));
    }

    private static async Task<GraphScene> StartAsync()
    {
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        var scene = await GraphScene.StartAsync(settings => (settings["urls"], settings["Connectors:MicrosoftGraph:PublicUrl"]) = (address, address));
        await scene.SettleAsync();
        return scene;
    }

    private static async Task<Dictionary<string, int>> WakesAsync(GraphScene scene) =>
        await scene.ReadAsync(db => db.SyncSources.GroupBy(s => s.Kind).Select(g => new { g.Key, Wakes = g.Sum(s => s.Wakes) }).ToDictionaryAsync(g => g.Key, g => g.Wakes, Cancelled));

    private static Task<HttpStatusCode> StatusAsync(GraphScene scene, string path, string body) => StatusAsync(scene, path, Encoding.UTF8.GetBytes(body));

    private static async Task<HttpStatusCode> StatusAsync(GraphScene scene, string path, byte[] body, bool isChunked = false)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await PostAsync(scene, path, content, isChunked);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(GraphScene scene, string path, HttpContent content, bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        return await scene.Application.Anonymous.SendAsync(request);
    }

    private static string Body(params string[] notifications) => $$"""{"value":[{{string.Join(',', notifications)}}]}""";

    private static string Said(string? subscription, string? state) =>
        $$"""{"subscriptionId":{{(subscription is null ? "null" : $"\"{subscription}\"")}},"clientState":{{(state is null ? "null" : $"\"{state}\"")}},"changeType":"created"}""";
}
