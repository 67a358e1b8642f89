using System.Text.Json;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Sync;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.Sync;

/// <summary>A database with one customer and one deal, the system that is read, and the nodes that read it, by a clock that jumps to whatever is due next.</summary>
internal sealed class SyncScene : IAsyncDisposable
{
    internal const string Seller = "wang.fang@crmgraph.example";
    internal const string Customer = "min.li@xingyao.example";
    internal const int PageSize = 3;

    private readonly TestDatabase _database;
    private readonly LogLines _log = new();
    private readonly List<SyncNode> _nodes = [];
    private readonly User _seller = Given.User(email: Seller);
    private readonly Pipeline _pipeline = Given.Pipeline();

    private SyncScene(TestDatabase database, FakeTimeProvider time, SyncUnderTest system) => (_database, Time, System) = (database, time, system);

    internal FakeTimeProvider Time { get; }

    internal SyncUnderTest System { get; }

    internal SyncNode Node { get; private set; } = null!;

    internal Opportunity Deal { get; private set; } = null!;

    internal Contact Contact { get; private set; } = null!;

    /// <summary>Everything that was logged.</summary>
    internal IReadOnlyList<string> Log => _log.All;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts a system and a node; nothing has been read yet.</summary>
    internal static async Task<SyncScene> StartAsync(SyncUnderTest.Start start, Func<Task<TestDatabase>> migratedAsync, bool isEnabled = true)
    {
        var time = new FakeTimeProvider(Given.Now);
        var scene = new SyncScene(await migratedAsync(), time, await start(time));
        scene.Node = scene.NewNode(isEnabled);
        var account = Given.Account(scene._seller, "上海星曜科技有限公司");
        account.Revise(account.Details with { Website = "https://www.xingyao.example" }, Given.Now);
        scene.Contact = Given.Contact(account, "李敏", Customer);
        scene.Deal = Given.Opportunity(account, scene._pipeline, scene._seller, name: "一期");
        await using var db = scene.Open();
        db.AddRange(scene._seller, scene._pipeline, account, scene.Contact, scene.Deal);
        await db.SaveChangesAsync(Cancelled);
        return scene;
    }

    /// <summary>A process that has just started.</summary>
    /// <param name="isEnabled">Whether the configuration wants the connector to run.</param>
    /// <param name="time">Its clock, if that is not the one of all.</param>
    internal SyncNode NewNode(bool isEnabled = true, FakeTimeProvider? time = null)
    {
        var node = new SyncNode(_database, time ?? Time, _log, System, isEnabled);
        _nodes.Add(node);
        return node;
    }

    internal CrmDbContext Open() => Node.Open();

    /// <summary>Works until all parts are up to date, whatever has to be waited for.</summary>
    internal async Task SettleAsync(SyncNode? node = null)
    {
        for (var rounds = 0; rounds < 40; rounds++)
        {
            await (node ?? Node).RunAsync();
            var waiting = (await SourcesAsync()).Where(s => s.State != SyncState.Live).ToList();
            if (waiting.Count == 0) return;
            var next = waiting.Min(s => s.NextAt);
            if (next > Time.GetUtcNow()) Time.Advance(next - Time.GetUtcNow());
        }
        Assert.Fail(string.Join("; ", (await SourcesAsync()).Select(s => $"{s.Kind} {s.Name} {s.State} {s.LastError}")));
    }

    /// <summary>Lets the poll interval pass, then works until all parts are up to date.</summary>
    internal async Task PollAsync()
    {
        Time.Advance(Node.Connector.PollInterval);
        await SettleAsync();
    }

    /// <summary>Puts things there that are to be taken over; answers with their names.</summary>
    internal IReadOnlyList<string> Put(int count, string name = "来信")
    {
        List<string> names = [.. Enumerable.Range(1, count).Select(i => $"{name}{i}")];
        foreach (var each in names) System.Put(each);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    internal async Task<List<SyncSource>> SourcesAsync()
    {
        await using var db = Open();
        return await db.SyncSources.AsNoTracking().OrderBy(s => s.Id).ToListAsync(Cancelled);
    }

    /// <summary>What was taken over and is still there, by its names.</summary>
    internal async Task<IReadOnlyList<string>> StoredAsync() => [.. (await ActivitiesAsync()).Select(a => a.Subject)];

    internal async Task<List<Activity>> ActivitiesAsync()
    {
        await using var db = Open();
        var all = await db.Activities.AsNoTracking().Where(a => a.Origin != ActivityOrigin.Manual).ToListAsync(Cancelled);
        return [.. all.OrderBy(a => a.Subject, StringComparer.Ordinal)];
    }

    /// <summary>All rows that come of reading, withdrawn ones included, in a form that can be compared.</summary>
    internal async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var db = Open();
        var items = await db.ImportedItems.AsNoTracking().Select(i => $"item {i.Id} {i.ActivityId} {i.SourceId != null}").ToListAsync(Cancelled);
        var left = await db.SkippedItems.AsNoTracking().Select(s => $"left {s.Id} {s.Reason}").ToListAsync(Cancelled);
        var activities = (await db.Activities.IgnoreQueryFilters().AsNoTracking().ToListAsync(Cancelled)).Select(a => $"activity {a.Id} {a.Version} {a.Subject} {a.OpportunityId}");
        var events = await db.Events.AsNoTracking().Select(e => $"event {e.Position} {e.Id}").ToListAsync(Cancelled);
        return [.. items.Concat(left).Concat(activities).Concat(events).Order(StringComparer.Ordinal)];
    }

    /// <summary>What operators are shown of the connector.</summary>
    internal async Task<Connector> ReportAsync()
    {
        await using var db = Open();
        return Assert.Single(await new SyncReporter([Node.Connector], Time).ReadAsync(db, Cancelled));
    }

    /// <summary>All that people see: logs, the report, the errors in rows.</summary>
    internal async Task<IReadOnlyList<string>> TextsAsync() =>
        [.. Log, JsonSerializer.Serialize(await ReportAsync()), .. (await SourcesAsync()).Select(s => $"{s.Name} {s.LastError}")];

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await System.DisposeAsync();
        await _database.DisposeAsync();
    }
}
