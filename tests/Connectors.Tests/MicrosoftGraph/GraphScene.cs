using System.Text.Json;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>A server that reads mailboxes of the emulator, and customers whose mail comes there.</summary>
internal sealed class GraphScene : IAsyncDisposable
{
    internal const string Seller = "wang.fang@crmgraph.example";
    internal const string Colleague = "li.haoran@crmgraph.example";
    internal const string Customer = "min.li@xingyao.example";

    private const string Company = "上海星曜科技有限公司";

    // made once: a server that has to be started only for this would cost as much as the one that is tested
    private static readonly TemplateDatabase Template = new(FillAsync, DemoDatabase.CopySqliteAsync);

    private readonly TestDatabase _database;
    private readonly Dictionary<string, string?> _settings;
    private readonly LogLines? _log;

    private GraphScene(GraphEmulator emulator, TestDatabase database, FakeTimeProvider time, Dictionary<string, string?> settings, LogLines? log) =>
        (Emulator, _database, Time, _settings, _log) = (emulator, database, time, settings, log);

    internal GraphEmulator Emulator { get; }

    internal FakeTimeProvider Time { get; }

    internal CrmApplication Application { get; private set; } = null!;

    internal TestDatabase Database => _database;

    internal GraphMailbox Mailbox => Emulator.Mailbox(Seller);

    internal Account Account { get; private set; } = null!;

    internal Contact Contact { get; private set; } = null!;

    internal Opportunity Deal { get; private set; } = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts the emulator and the server; the database holds the demo and one customer with one open deal.</summary>
    internal static async Task<GraphScene> StartAsync(
        Action<Dictionary<string, string?>>? settings = null, GraphEmulatorOptions? emulator = null, Action<GraphEmulator>? fill = null, bool isStarted = true, FakeTimeProvider? time = null, LogLines? log = null)
    {
        time ??= new FakeTimeProvider(Given.Now);
        var graph = await GraphEmulator.StartAsync(time, emulator);
        graph.Mailbox(Seller, "王芳");
        fill?.Invoke(graph);
        var all = SettingsOf(graph);
        settings?.Invoke(all);
        var scene = new GraphScene(graph, await Template.CopyAsync(), time, all, log);
        if (isStarted) await scene.BeginAsync();
        return scene;
    }

    internal static Dictionary<string, string?> SettingsOf(GraphEmulator graph) => new()
    {
        ["Connectors:MicrosoftGraph:Enabled"] = "true",
        ["Connectors:MicrosoftGraph:BaseUrl"] = graph.BaseUrl,
        ["Connectors:MicrosoftGraph:TokenUrl"] = graph.TokenUrl,
        ["Connectors:MicrosoftGraph:TenantId"] = graph.Options.TenantId,
        ["Connectors:MicrosoftGraph:ClientId"] = graph.Options.ClientId,
        ["Connectors:MicrosoftGraph:ClientSecret"] = graph.Options.ClientSecret,
        ["Connectors:MicrosoftGraph:Mailboxes:0"] = Seller,
    };

    internal async Task BeginAsync()
    {
        Application = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = _database, Time = Time, Settings = _settings, Log = _log });
        if (Account is not null) return;
        (Account, Contact, Deal) = await ReadAsync(async db =>
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Name == Company, Cancelled);
            return (account, await db.Contacts.AsNoTracking().SingleAsync(c => c.AccountId == account.Id, Cancelled), await db.Opportunities.AsNoTracking().SingleAsync(o => o.AccountId == account.Id, Cancelled));
        });
    }

    internal async Task RestartAsync()
    {
        await Application.DisposeAsync();
        await BeginAsync();
    }

    /// <summary>A second server over the same database, at another address.</summary>
    internal Task<CrmApplication> AnotherNodeAsync(string address) =>
        CrmApplication.StartAsync(new CrmApplicationOptions { Database = _database, Time = Time, Settings = new Dictionary<string, string?>(_settings) { ["urls"] = address } });

    /// <summary>Lets time pass until all parts are up to date.</summary>
    internal Task SettleAsync() => PassUntilAsync(db => IsSettledAsync(db));

    /// <summary>Has every part read now, and waits until it is.</summary>
    internal async Task SyncAsync()
    {
        await WakeAsync();
        await SettleAsync();
    }

    internal Task WakeAsync() => ReadAsync(db => db.SyncSources.ExecuteUpdateAsync(
        s => s.SetProperty(x => x.NextAt, x => x.State == SyncState.Throttled ? x.NextAt : Time.GetUtcNow()).SetProperty(x => x.Wakes, x => x.Wakes + 1).SetProperty(x => x.BehindSince, Time.GetUtcNow()), Cancelled));

    /// <summary>Waits until something holds, while the clock stands still.</summary>
    internal async Task WaitUntilAsync(Func<CrmDbContext, Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await ReadAsync(isSo))
        {
            if (limit.IsCancellationRequested) Assert.Fail($"It does not come: {await DescribeAsync()}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    /// <summary>Lets time pass step by step until something holds.</summary>
    internal async Task PassUntilAsync(Func<CrmDbContext, Task<bool>> isSo, int seconds = 90)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        while (!await ReadAsync(isSo))
        {
            if (limit.IsCancellationRequested) Assert.Fail($"Not settled: {await DescribeAsync()}");
            await PassAsync(0.25);
        }
    }

    /// <summary>Lets a second pass, slowly: a busy machine must be able to renew its lease, which lasts 15 s of this clock.</summary>
    internal async Task PassAsync(double seconds = 1)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await Task.Delay(TimeSpan.FromMilliseconds(60 * seconds), CancellationToken.None);
    }

    internal Task<T> ReadAsync<T>(Func<CrmDbContext, Task<T>> read) => Application.ReadAsync(read);

    /// <summary>The activities that came from mailboxes, the oldest first.</summary>
    internal Task<List<Activity>> ActivitiesAsync() =>
        ReadAsync(db => db.Activities.Where(a => a.Origin == ActivityOrigin.MicrosoftGraph).OrderBy(a => a.StartAt).ThenBy(a => a.Subject).AsNoTracking().ToListAsync(Cancelled));

    internal async Task<JsonElement> ConnectorAsync()
    {
        var admin = await Application.AsAsync(Role.Admin);
        var all = await admin.QueryAsync("{ connectors { key kind isEnabled health lastSyncAt backlog lastError sources { name state until seen stored skipped lag lastSyncAt lastError } } }");
        return all.GetProperty("connectors").EnumerateArray().Single(c => c.GetProperty("key").GetString() == "graph");
    }

    /// <summary>Adds a customer with an address.</summary>
    internal async Task<Contact> KnowAsync(string email, Account? account = null)
    {
        var contact = Contact.CreateAt(account ?? Account, new ContactDetails { Name = "赵敏", Email = email }, Time.GetUtcNow());
        await Application.SaveAsync(contact);
        return contact;
    }

    internal async Task<Opportunity> OpenDealAsync(Account? account = null, string name = "二期") => await SaveDealAsync(Application, account ?? Account, name);

    public async ValueTask DisposeAsync()
    {
        if (Application is not null) await Application.DisposeAsync();
        await Emulator.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task<Opportunity> SaveDealAsync(CrmApplication application, Account account, string name)
    {
        var (pipeline, owner) = await application.ReadAsync(async db => (await db.Pipelines.FirstAsync(p => p.IsDefault, Cancelled), await db.Users.FirstAsync(u => u.Email == Seller, Cancelled)));
        var deal = Given.Opportunity(account, pipeline, owner, name: name);
        await application.SaveAsync(deal);
        return deal;
    }

    private static async Task FillAsync(TestDatabase demo)
    {
        // by a server that has no connector
        await using var plain = await CrmApplication.StartAsync(new CrmApplicationOptions { Database = demo });
        var account = Given.Account(await plain.ReadAsync(db => db.Users.FirstAsync(u => u.Email == Seller, Cancelled)), Company);
        account.Revise(account.Details with { Website = "https://www.xingyao.example" }, Given.Now);
        await plain.SaveAsync(account, Given.Contact(account, "李敏", Customer));
        await SaveDealAsync(plain, account, "一期");
    }

    private async Task<bool> IsSettledAsync(CrmDbContext db)
    {
        var now = Time.GetUtcNow();
        var sources = await db.SyncSources.AsNoTracking().ToListAsync(Cancelled);
        return sources.Exists(s => s.Kind == "mail") && sources.TrueForAll(s => s.State == SyncState.Live && s.BehindSince is null && s.NextAt > now);
    }

    private async Task<string> DescribeAsync() =>
        string.Join("; ", await ReadAsync(db => db.SyncSources.AsNoTracking().Select(s => $"{s.Kind} {s.Name} {s.State} {s.LastError} next {s.NextAt:HH:mm:ss} behind {s.BehindSince}").ToListAsync(CancellationToken.None)));
}
