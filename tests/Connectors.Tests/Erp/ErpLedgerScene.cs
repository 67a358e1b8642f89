using System.Collections.Concurrent;
using CrmGraph.Connectors.Erp;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sqlite;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>The ledger of one ERP in a SQLite file, worked through with a clock that jumps to whatever is due next.</summary>
internal sealed class ErpLedgerScene : IAsyncDisposable
{
    private const int MostAttempts = 40;

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly LogLines _log = new();
    private readonly User _seller = Given.User();
    private readonly Pipeline _pipeline = Given.Pipeline();
    private readonly CloseReason _reason = Given.Reason(StageKind.Won);

    private ErpLedgerScene(TestDatabase database, FakeTimeProvider time, IFaultyErp erp)
    {
        (_database, Time, Erp) = (database, time, erp);
        _services = Register(database, time, _log);
    }

    internal FakeTimeProvider Time { get; }

    internal IFaultyErp Erp { get; }

    /// <summary>Everything that was logged.</summary>
    internal IReadOnlyCollection<string> Log => _log.Lines;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal static async Task<ErpLedgerScene> StartAsync(Func<FakeTimeProvider, Task<IFaultyErp>> startErp)
    {
        var time = ErpSamples.Clock();
        var scene = new ErpLedgerScene(await MigratedDatabase.CopySqliteAsync(), time, await startErp(time));
        await using var db = scene.Open();
        db.AddRange(scene._seller, scene._pipeline, scene._reason);
        await db.SaveChangesAsync(Cancelled);
        await scene._services.GetRequiredService<ErpIntake>().StartAsync(scene.System(), Cancelled);
        return scene;
    }

    /// <summary>Wins a deal over 1350.50 CNY with a customer that the ERP has never heard of; answers with its key.</summary>
    internal async Task<string> WinAsync()
    {
        await using var db = Open();
        var account = Given.Account(_seller, $"上海云帆科技有限公司 {Guid.CreateVersion7():N}");
        var deal = Given.Opportunity(account, _pipeline, _seller, amount: Given.Cny(1350.50m), now: Time.GetUtcNow());
        db.AddRange(account, deal);
        await db.SaveChangesAsync(Cancelled);
        deal.Win(_pipeline.Won, _reason, null, _seller.Id, Time.GetUtcNow());
        await db.SaveChangesAsync(Cancelled);
        await _services.GetRequiredService<ErpIntake>().TakeInAsync(System(), Cancelled);
        return ErpKey.Of(deal.Id);
    }

    /// <summary>Works on a deal until nothing is to be done about it any more, each attempt in a process of its own.</summary>
    internal async Task<ErpSync> FinishAsync(string key)
    {
        for (var attempts = 0; attempts < MostAttempts; attempts++)
        {
            var sync = await ReadAsync(key);
            if (sync.NextAttemptAt is not { } due) return sync;
            if (due > Time.GetUtcNow()) Time.Advance(due - Time.GetUtcNow());
            await AttemptAsync(sync, Cancelled);
        }

        throw new InvalidOperationException($"After {MostAttempts} attempts there is no end.");
    }

    /// <summary>Makes one attempt; the token ends the process.</summary>
    internal async Task AttemptAsync(ErpSync sync, CancellationToken killed)
    {
        var system = System();
        using var connector = system.Connector as IDisposable;
        await _services.GetRequiredService<ErpAttempt>().RunAsync(system, sync.Id, killed);
    }

    /// <summary>Asks for another attempt, as people do.</summary>
    internal async Task RetryAsync(string key)
    {
        await using var db = Open();
        (await db.ErpSyncs.SingleAsync(s => s.Key == key, Cancelled)).Retry(Time.GetUtcNow());
        await db.SaveChangesAsync(Cancelled);
    }

    internal async Task<ErpSync> ReadAsync(string key)
    {
        await using var db = Open();
        return await db.ErpSyncs.AsNoTracking().SingleAsync(s => s.Key == key, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        await Erp.DisposeAsync();
    }

    private static ServiceProvider Register(TestDatabase database, TimeProvider time, LogLines log)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log)).AddSingleton(time);
        services.AddSingleton<ErpIntake>().AddSingleton<ErpAttempt>();
        return services.AddCrmSqlite(database.ConnectionString).BuildServiceProvider();
    }

    private CrmDbContext Open() => _services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();

    private ErpSystem System() => new(Erp.Connect(), Erp.Options);

    /// <summary>Keeps everything that is logged.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        internal IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
