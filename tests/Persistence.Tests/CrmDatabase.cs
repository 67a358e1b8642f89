using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Leads;
using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Persistence.Sqlite;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Persistence.Tests;

/// <summary>A migrated database of its own, registered as the host registers it.</summary>
internal sealed class CrmDatabase : IAsyncDisposable
{
    private static readonly TemplateDatabase Migrated = new(async empty =>
    {
        await using var services = Register(empty);
        await using var db = services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();
        await DatabaseDialect.Of(db).MigrateAsync(db, TimeProvider.System, default);
    });

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private long _taken;

    private CrmDatabase(TestDatabase database) => (_database, _services) = (database, Register(database));

    internal T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    internal static async Task<CrmDatabase> CreateAsync() => new(await Migrated.CopyAsync());

    /// <summary>A database in which there is nothing yet.</summary>
    internal static async Task<CrmDatabase> CreateUnmigratedAsync() => new(await TestDatabase.CreateAsync());

    internal CrmDbContext Open() => _services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();

    internal LeadWriter WriterOf(CrmDbContext db) => new(db, PhoneNumbers.Chinese, _services.GetRequiredService<EventLogInterceptor>());

    internal async Task SaveAsync(params Aggregate[] aggregates)
    {
        await using var db = Open();
        db.AddRange(aggregates);
        await db.SaveChangesAsync();
    }

    /// <summary>The events logged since the last call.</summary>
    internal async Task<List<LoggedEvent>> TakeEventsAsync()
    {
        await using var db = Open();
        var events = await db.ReadEventsAsync(_taken, long.MaxValue, null, int.MaxValue, default);
        _taken += events.Count;
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static ServiceProvider Register(TestDatabase database)
    {
        var services = new ServiceCollection().AddLogging();
        return (TestDatabase.IsPostgreSql ? services.AddCrmPostgreSql(database.ConnectionString) : services.AddCrmSqlite(database.ConnectionString)).BuildServiceProvider();
    }
}
