using System.Net;
using CrmGraph.Connectors.Tests.Webhooks;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Testing;
using CrmGraph.Testing.Brokers;
using CrmGraph.Testing.Databases;
using CrmGraph.Testing.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.Cluster;

/// <summary>Several nodes on one database and one RabbitMQ.</summary>
public sealed class TwoNodesTests
{
    // brokers and nodes come and go: should one of them never end, the test does
    private const int Limit = 300_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact(Timeout = Limit)]
    public async Task What_one_node_writes_the_other_shows_and_webhooks_and_the_bus_get_it_over_restarts_of_all()
    {
        await using var rabbit = await RabbitServer.StartAsync();
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var first = await CrmApplication.StartAsync(Options(database, rabbit, receiver));
        await using var second = await CrmApplication.StartAsync(Options(database, rabbit, receiver));
        await using var others = await OtherSystem.ListenAsync(rabbit.ConnectionString);
        var reader = await second.AsAsync(Role.Admin);
        var after = (await reader.QueryAsync("{ eventCursor }")).GetProperty("eventCursor").GetString();
        using var socket = await reader.SubscribeAsync(
            "subscription ($after: String) { events(types: [LEAD_CREATED], after: $after) { __typename ... on CrmEvent { subject { id } } } }", new { after });

        var lead = await CreateLeadAsync(first, "甲公司");
        Assert.Equal(lead, (await socket.NextEventAsync("events")).GetProperty("subject").GetProperty("id").GetString());

        // a node that goes hands over to the other
        await first.DisposeAsync();
        await CreateLeadAsync(second, "乙公司");
        await receiver.WaitForAsync(2, Cancelled);

        // while the broker is away nothing stops, and nothing is lost
        await rabbit.KillAsync();
        await CreateLeadAsync(second, "丙公司");
        await receiver.WaitForAsync(3, Cancelled);
        await WaitUntilAsync(async () =>
        {
            using var ready = await second.Anonymous.GetAsync("/health/ready");
            return ready.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        await rabbit.StartAgainAsync();
        await CreateLeadAsync(second, "丁公司");
        await receiver.WaitForAsync(4, Cancelled);
        var logged = await second.ReadAsync(db => db.Events.OrderBy(e => e.Position).Select(e => e.Id).ToListAsync(Cancelled));
        await others.ListenAgainAsync();
        await WaitUntilAsync(() => Task.FromResult(logged.TrueForAll(others.EventIds.Contains)));
        await WaitUntilAsync(() => second.ReadAsync(db => db.Deliveries.AllAsync(d => d.Status == DeliveryStatus.Delivered, Cancelled)));

        Assert.Equal(logged, others.EventIds.Distinct());
        Assert.Equal(4, receiver.Calls.Select(c => c.Id).Distinct().Count());
        Assert.Equal(4, await second.ReadAsync(db => db.Deliveries.CountAsync(Cancelled)));
    }

    [Fact(Timeout = Limit)]
    public async Task Events_that_are_handed_over_again_after_a_crash_are_taken_in_once()
    {
        await using var rabbit = await RabbitServer.StartAsync();
        await using var database = await DemoDatabase.CopySqliteAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using (var first = await CrmApplication.StartAsync(Options(database, rabbit, receiver)))
        {
            await CreateLeadAsync(first, "甲公司");
            await receiver.WaitForAsync(1, Cancelled);
            await WaitUntilAsync(() => first.ReadAsync(db => IsPublishedAsync(db)));
        }

        // a crash between the hand-over and the note of it, and one before the intake was noted: both are done again
        await using (var second = await CrmApplication.StartAsync(Options(database, rabbit, receiver)))
        {
            await second.ReadAsync(db => db.EventReaders.ExecuteUpdateAsync(r => r.SetProperty(x => x.Position, 0), Cancelled));
        }

        await using var third = await CrmApplication.StartAsync(Options(database, rabbit, receiver));
        await CreateLeadAsync(third, "乙公司");
        await receiver.WaitForAsync(2, Cancelled);
        await WaitUntilAsync(() => third.ReadAsync(db => IsPublishedAsync(db)));
        await OtherSystem.WaitUntilEmptyAsync(rabbit.ConnectionString, "crmgraph-connectors");

        Assert.Equal(2, receiver.Calls.Count);
        Assert.Equal(2, await third.ReadAsync(db => db.Deliveries.CountAsync(Cancelled)));
    }

    private static async Task<bool> IsPublishedAsync(Persistence.CrmDbContext db) =>
        await db.Events.MaxAsync(e => e.Position, Cancelled) == await db.EventReaders.Where(r => r.Name == "bus").Select(r => r.Position).SingleAsync(Cancelled);

    private static CrmApplicationOptions Options(TestDatabase database, RabbitServer rabbit, WebhookReceiver receiver) => new()
    {
        Database = database,
        Time = TimeProvider.System,
        Settings = new Dictionary<string, string?>
        {
            ["Messaging:Transport"] = "RabbitMq",
            ["ConnectionStrings:RabbitMq"] = rabbit.ConnectionString,
            ["Connectors:Webhooks:partner:Url"] = receiver.Url,
            ["Connectors:Webhooks:partner:Secret"] = WebhookReceiver.Secret,
            ["Connectors:Webhooks:partner:AllowPrivateNetworks"] = "true",
            ["Connectors:Webhooks:partner:Events:0"] = "LEAD_CREATED",
            ["Demo:Enabled"] = "true",
        },
    };

    private static async Task<string> CreateLeadAsync(CrmApplication node, string company)
    {
        var input = new { name = "李明", company, source = "website" };
        var made = await (await node.AsAsync(Role.Admin)).QueryAsync("mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } errors { message } } }", new { input });
        return made.GetProperty("createLead").GetProperty("lead").GetProperty("id").GetString()!;
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        while (!await isSo()) await Task.Delay(50, limit.Token);
    }
}
