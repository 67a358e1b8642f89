using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Leads;
using CrmGraph.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Persistence.Tests;

/// <summary>A migrated SQLite file of its own, registered as the host registers it.</summary>
internal sealed class CrmDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crm-").FullName;
    private readonly ServiceProvider _services;
    private long _taken;

    private CrmDatabase() => _services = new ServiceCollection()
        .AddLogging()
        .AddCrmSqlite($"Data Source={Path.Combine(_folder, "data", "crm.db")}")
        .BuildServiceProvider();

    internal T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    internal static async Task<CrmDatabase> CreateAsync()
    {
        var database = new CrmDatabase();
        await using var db = database.Open();
        await db.Database.MigrateAsync();
        return database;
    }

    /// <summary>A database whose file is not there yet.</summary>
    internal static CrmDatabase CreateUnmigrated() => new();

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
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
