using System.Text.Json;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using CrmGraph.Testing.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.Webhooks;

/// <summary>A server with a webhook, and its receiver.</summary>
internal sealed class WebhookScene : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private int _made;

    private WebhookScene(WebhookReceiver receiver, TestDatabase database) => (Receiver, _database) = (receiver, database);

    internal WebhookReceiver Receiver { get; }

    internal FakeTimeProvider Time { get; } = new(Given.Now);

    internal CrmApplication Application { get; private set; } = null!;

    internal CrmClient Admin { get; private set; } = null!;

    internal static async Task<WebhookScene> StartAsync(bool isConfigured = true)
    {
        var scene = new WebhookScene(await WebhookReceiver.StartAsync(), await DemoDatabase.CopyAsync());
        await scene.BeginAsync(isConfigured);
        return scene;
    }

    internal async Task RestartAsync(bool isConfigured = true)
    {
        await Application.DisposeAsync();
        await BeginAsync(isConfigured);
    }

    internal async Task<string> CreateLeadAsync()
    {
        var input = new { name = "李明", company = $"网络公司{++_made}{Guid.CreateVersion7(Time.GetUtcNow()):N}", source = "website" };
        var made = await Admin.QueryAsync("mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } errors { message } } }", new { input });
        return made.GetProperty("createLead").GetProperty("lead").GetProperty("id").GetString()!;
    }

    internal Task ChangeLeadAsync(string id, string need) =>
        Admin.QueryAsync("mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { errors { message } } }", new { input = new { id, need } });

    /// <summary>The connector as operators see it.</summary>
    internal async Task<string> ConnectorAsync()
    {
        var connectors = (await Admin.QueryAsync("{ connectors { key kind isEnabled health lastSyncAt backlog lastError } }")).GetProperty("connectors");
        return connectors.EnumerateArray().Single(c => c.GetProperty("key").GetString() == "partner").GetRawText();
    }

    /// <summary>Waits until so many events wait in the inbox, after at least so many attempts.</summary>
    /// <param name="pending">How many wait.</param>
    /// <param name="attempts">How often was tried, all events together.</param>
    /// <param name="timePasses">Whether the clock goes on meanwhile, so that the connector looks for work every second.</param>
    internal async Task SettleAsync(int pending, int? attempts = null, bool timePasses = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            var (waiting, tried) = await Application.ReadAsync(async db => (
                await db.Deliveries.CountAsync(d => d.Status == DeliveryStatus.Pending), await db.Deliveries.SumAsync(d => d.Attempts)));
            if (waiting == pending && (attempts ?? tried) <= tried) return;
            if (timePasses) Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Lets time pass second by second, so that the connector looks for work on the way.</summary>
    internal async Task PassAsync(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets time pass until the calls are as a test wants them; answers with all of them.</summary>
    internal async Task<IReadOnlyList<WebhookCall>> PassUntilAsync(Func<IReadOnlyList<WebhookCall>, bool> isEnough)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isEnough(Receiver.Calls))
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, limit.Token);
        }
        return Receiver.Calls;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Receiver.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task BeginAsync(bool isConfigured)
    {
        var settings = new Dictionary<string, string?>();
        if (isConfigured)
        {
            settings["Connectors:Webhooks:partner:Url"] = Receiver.Url;
            settings["Connectors:Webhooks:partner:Secret"] = WebhookReceiver.Secret;
            settings["Connectors:Webhooks:partner:AllowPrivateNetworks"] = "true";
            // what else a new lead brings about is not of interest
            settings["Connectors:Webhooks:partner:Events:0"] = "LEAD_CREATED";
            settings["Connectors:Webhooks:partner:Events:1"] = "LEAD_UPDATED";
        }
        Application = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = _database, Time = Time, Settings = settings });
        Admin = await Application.AsAsync(Role.Admin);
    }
}

internal static class SocketEvents
{
    /// <summary>The next event of a subscription, heartbeats left out.</summary>
    internal static async Task<JsonElement> NextEventAsync(this CrmSocket socket, string field)
    {
        while (true)
        {
            var message = (await socket.NextAsync()).GetProperty("data").GetProperty(field);
            if (message.GetProperty("__typename").GetString() != "Heartbeat") return message;
        }
    }
}
