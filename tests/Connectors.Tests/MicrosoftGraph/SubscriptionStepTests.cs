using System.Net;
using CrmGraph.Connectors.MicrosoftGraph;
using CrmGraph.Connectors.Tests.Sync;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using CrmGraph.Testing.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>The subscriptions to notifications, over their whole life.</summary>
public sealed class SubscriptionStepTests : IAsyncLifetime
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(5_000);

    private WebhookReceiver _receiver = null!;
    private SyncScene _scene = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private GraphUnderTest Graph => (GraphUnderTest)_scene.System;

    private GraphEmulator Emulator => Graph.Emulator;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.Answer = EchoAsync;
        _scene = await SyncScene.StartAsync(
            async time =>
            {
                var graph = await GraphUnderTest.StartAsync(time);
                graph.Settings["Connectors:MicrosoftGraph:PublicUrl"] = $"http://127.0.0.1:{_receiver.Port}/crm/";
                return graph;
            },
            MigratedDatabase.CopySqliteAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task They_are_made_by_the_first_run_and_renewed_at_half_of_their_life()
    {
        await _scene.SettleAsync();

        var made = Emulator.Subscriptions.All;
        Assert.Equal(["users/wang.fang@crmgraph.example/events", "users/wang.fang@crmgraph.example/messages"], made.Select(s => s.Resource).Order(StringComparer.Ordinal));
        Assert.All(made, s =>
        {
            Assert.Equal(("/crm/connectors/graph/notifications", "/crm/connectors/graph/lifecycle"), (new Uri(s.NotificationUrl).AbsolutePath, new Uri(s.LifecycleNotificationUrl!).AbsolutePath));
            Assert.Equal(2 * HalfLife, s.ExpiresAt - Given.Now);
            Assert.InRange(s.ClientState!.Length, 32, 128);
        });
        Assert.Equal(2, made.Select(s => s.ClientState).Distinct().Count());
        // what proves that a notification is Graph's is in no row, and not to be had from one
        Assert.DoesNotContain(await RowsAsync(), r => made.Any(s => r.Contains(s.ClientState!, StringComparison.Ordinal)));

        _scene.Time.Advance(HalfLife - TimeSpan.FromSeconds(1));
        await _scene.Node.RunAsync();
        Assert.Equal(0, Count("PATCH"));
        _scene.Time.Advance(TimeSpan.FromSeconds(1));
        await _scene.SettleAsync();

        Assert.Equal((2, 2), (Count("POST"), Count("PATCH")));
        Assert.Equal(made.Select(s => s.Id), Emulator.Subscriptions.All.Select(s => s.Id));
        Assert.All(Emulator.Subscriptions.All, s => Assert.Equal(3 * HalfLife, s.ExpiresAt - Given.Now));
    }

    [Fact]
    public async Task One_that_Graph_has_lost_is_made_anew_and_what_happened_meanwhile_is_read()
    {
        await _scene.SettleAsync();
        var lost = Emulator.Subscriptions.All.Single(s => !s.IsAboutEvents);
        await Emulator.Subscriptions.RemoveAsync(lost);

        _scene.Time.Advance(HalfLife);
        await _scene.SettleAsync();

        Assert.Equal(2, Emulator.Subscriptions.All.Count);
        Assert.DoesNotContain(Emulator.Subscriptions.All, s => s.Id == lost.Id || s.ClientState == lost.ClientState);
        Assert.Equal(Emulator.Subscriptions.All.Select(s => s.Id).Order(StringComparer.Ordinal), (await KeptAsync()).Select(s => s.RemoteId).Order(StringComparer.Ordinal));
        Assert.All((await _scene.SourcesAsync()).Where(s => s.Kind == GraphSources.Mail), s => Assert.NotNull(s.WokenAt));

        // and one that has run out because nobody was there
        _scene.Time.Advance(3 * HalfLife);
        await _scene.SettleAsync();
        Assert.Equal(2, Emulator.Subscriptions.All.Count);
    }

    [Fact]
    public async Task Two_nodes_make_and_renew_them_once()
    {
        SyncNode[] nodes = [_scene.Node, _scene.NewNode()];
        await Task.WhenAll(nodes.Select(n => n.Connector.PrepareAsync(Cancelled)));

        for (var i = 0; i < 3; i++)
        {
            var source = Assert.Single(await _scene.SourcesAsync(), s => s.Kind == GraphSources.Subscriptions);
            await Task.WhenAll(nodes.Select(n => n.TakeAsync(source)));
        }
        Assert.Equal(2, Count("POST"));

        _scene.Time.Advance(HalfLife);
        var due = Assert.Single(await _scene.SourcesAsync(), s => s.Kind == GraphSources.Subscriptions);
        await Task.WhenAll(nodes.Select(n => n.TakeAsync(due)));

        Assert.Equal(2, Emulator.Subscriptions.All.Count);
        Assert.Equal(2, Count("POST"));
        Assert.All(await KeptAsync(), s => Assert.Equal(3 * HalfLife, s.ExpiresAt - Given.Now));
        Assert.All(await _scene.SourcesAsync(), s => Assert.Null(s.LastError));
    }

    [Fact]
    public async Task A_node_that_ends_while_it_makes_one_leaves_it_to_another_after_a_while()
    {
        await _scene.Node.Connector.PrepareAsync(Cancelled);
        // it is asleep: its clock stands still, and so it takes nothing back
        var asleep = _scene.NewNode(time: new FakeTimeProvider(Given.Now));
        await asleep.Connector.PrepareAsync(Cancelled);
        var held = Emulator.Faults.HoldNext(line => line.StartsWith("POST /subscriptions", StringComparison.Ordinal), takesEffect: false);
        var source = Assert.Single(await _scene.SourcesAsync(), s => s.Kind == GraphSources.Subscriptions);
        var step = asleep.TakeAsync(source);
        await held.Come.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        await _scene.Node.TakeAsync(source);
        var meanwhile = Count("POST");
        _scene.Time.Advance(TimeSpan.FromMinutes(2));
        await _scene.Node.TakeAsync(source);
        held.Release();
        await step;

        Assert.Equal(1, meanwhile);
        // the one that was made last in vain is known to nobody, and so wakes nothing
        Assert.Equal(2, (await KeptAsync()).Count);
        Assert.All(await KeptAsync(), s => Assert.Contains(Emulator.Subscriptions.All, t => t.Id == s.RemoteId));
    }

    [Fact]
    public async Task A_public_address_that_Graph_cannot_reach_is_reported_and_stops_nothing_else()
    {
        _receiver.Answer = (_, http) => WebhookReceiver.Status(http, HttpStatusCode.BadGateway);
        var names = _scene.Put(2);

        await _scene.Node.RunAsync();
        var report = await _scene.ReportAsync();

        Assert.Equal(names, await _scene.StoredAsync());
        Assert.Equal(("FAILING", "HTTP 400 ValidationError."), (report.Health, report.LastError));
        Assert.Empty(await KeptAsync());

        _receiver.Answer = EchoAsync;
        await _scene.SettleAsync();
        Assert.Equal(2, Emulator.Subscriptions.All.Count);
    }

    [Fact]
    public async Task Without_a_public_address_there_are_none_and_those_of_before_are_left_alone()
    {
        await _scene.SettleAsync();
        Graph.Settings.Clear();
        var without = _scene.NewNode();
        Emulator.ClearRecords();

        _scene.Time.Advance(HalfLife);
        await _scene.SettleAsync(without);

        Assert.Empty(await KeptAsync());
        Assert.DoesNotContain(await _scene.SourcesAsync(), s => s.Kind == GraphSources.Subscriptions);
        Assert.DoesNotContain(Emulator.Requests, r => r.Path.StartsWith("/subscriptions", StringComparison.Ordinal));
        Assert.DoesNotContain(await _scene.SourcesAsync(), s => s.LastError is not null);
    }

    private int Count(string method) => Emulator.Requests.Count(r => r.Method == method && r.Path.StartsWith("/subscriptions", StringComparison.Ordinal));

    private async Task<List<ChangeSubscription>> KeptAsync()
    {
        await using var db = _scene.Open();
        return await db.ChangeSubscriptions.AsNoTracking().ToListAsync(Cancelled);
    }

    private async Task<IReadOnlyList<string>> RowsAsync() => [.. (await KeptAsync()).Select(s => $"{s.Id} {s.RemoteId} {s.Account}"), .. (await _scene.SourcesAsync()).Select(s => $"{s.Key} {s.Cursor}")];

    private static async Task EchoAsync(WebhookCall call, HttpContext http)
    {
        if (!http.Request.Query.TryGetValue("validationToken", out var token))
        {
            await WebhookReceiver.Status(http, HttpStatusCode.Accepted);
            return;
        }
        http.Response.ContentType = "text/plain";
        await http.Response.WriteAsync(token.ToString(), http.RequestAborted);
    }
}
