using System.Data.Common;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Sync;
using CrmGraph.Persistence;
using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Persistence.Sqlite;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Tests.Sync;

/// <summary>A process that has just started, as far as the connector is concerned: it knows what the database knows. Its steps are taken by the test.</summary>
internal sealed class SyncNode : IAsyncDisposable
{
    private const int MostSteps = 500;

    private readonly ServiceProvider _services;

    internal SyncNode(TestDatabase database, FakeTimeProvider time, ILoggerProvider log, SyncUnderTest system, bool isEnabled)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log)).AddSingleton<TimeProvider>(time);
        if (database.Provider == "PostgreSql") services.AddCrmPostgreSql(database.ConnectionString);
        else services.AddCrmSqlite(database.ConnectionString);
        services.ConfigureDbContext<CrmDbContext>(db => db.AddInterceptors(Failures));
        system.Register(services, isEnabled);
        _services = services.BuildServiceProvider();
    }

    /// <summary>What goes wrong with the database.</summary>
    internal DatabaseFailures Failures { get; } = new();

    internal IServiceProvider Services => _services;

    internal ISyncConnector Connector => _services.GetRequiredService<ISyncConnector>();

    private SyncSteps Steps => _services.GetRequiredService<SyncSteps>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal Task<List<SyncSource>> DueAsync() => Steps.DueAsync(Connector, [], MostSteps, Cancelled);

    /// <summary>Takes one step of a part; answers with the part if there is more at once.</summary>
    internal Task<SyncSource?> TakeAsync(SyncSource source, CancellationToken? held = null) => Steps.TakeAsync(Connector, source, held ?? Cancelled);

    /// <summary>Works until nothing is due at this moment.</summary>
    internal async Task RunAsync()
    {
        await Connector.PrepareAsync(Cancelled);
        for (var steps = 0; await DueAsync() is { Count: > 0 } due;)
        {
            foreach (var source in due)
            {
                for (var current = source; current is not null; current = await TakeAsync(current))
                {
                    if (++steps > MostSteps) Assert.Fail($"There is no end: {source.Kind} {source.Name} {source.State} {source.LastError}");
                }
            }
            await Connector.PrepareAsync(Cancelled);
        }
    }

    /// <summary>Takes the next steps of all parts that are due, side by side.</summary>
    internal async Task RunSideBySideAsync()
    {
        await Connector.PrepareAsync(Cancelled);
        await Task.WhenAll((await DueAsync()).Select(StepsAsync));

        async Task StepsAsync(SyncSource source)
        {
            for (SyncSource? current = source; current is not null;) current = await TakeAsync(current);
        }
    }

    internal CrmDbContext Open() => _services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Lets the n-th thing that is asked of a database fail: a statement, a commit before it is made or when it has been made.</summary>
internal sealed class DatabaseFailures : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _left;

    /// <summary>Whether what was to fail has not come yet.</summary>
    internal bool IsWaiting => _left > 0;

    /// <summary>What fails: 1 is the next.</summary>
    internal void FailAt(int number) => _left = number;

    internal void Off() => _left = 0;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count();
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count();
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Count();
        return new(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Count();
        return Task.CompletedTask;
    }

    private void Count()
    {
        if (_left > 0 && --_left == 0) throw new InvalidOperationException("The database does not answer.");
    }
}
