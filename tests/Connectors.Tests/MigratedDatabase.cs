using CrmGraph.Persistence;
using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Persistence.Sqlite;
using CrmGraph.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Connectors.Tests;

/// <summary>Databases that hold the tables and nothing else, migrated once per test run.</summary>
internal static class MigratedDatabase
{
    private static readonly TemplateDatabase Sqlite = new(FillAsync, () => Task.FromResult<TestDatabase>(new SqliteFile()));
    private static readonly TemplateDatabase PostgreSql = new(FillAsync, async () => await PostgreSqlDatabase.CreateAsync());

    internal static Task<TestDatabase> CopySqliteAsync() => Sqlite.CopyAsync();

    internal static Task<TestDatabase> CopyPostgreSqlAsync() => PostgreSql.CopyAsync();

    private static async Task FillAsync(TestDatabase empty)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        if (empty.Provider == "PostgreSql") services.AddCrmPostgreSql(empty.ConnectionString);
        else services.AddCrmSqlite(empty.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        await using var db = provider.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();
        await DatabaseDialect.Of(db).MigrateAsync(db, TimeProvider.System, default);
    }
}
