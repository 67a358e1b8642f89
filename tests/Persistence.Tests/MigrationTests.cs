using CrmGraph.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task The_migrations_make_exactly_the_model()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await using var db = database.Open();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_process_that_was_killed_while_it_migrated_keeps_no_other_from_starting()
    {
        await using var database = await CrmDatabase.CreateUnmigratedAsync();
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-22 04:11:08.2742929+00:00');
            """, TestContext.Current.CancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));

        await db.MigrateSqliteAsync(TimeProvider.System, patience.Token);

        Assert.Empty(await db.Database.GetPendingMigrationsAsync(patience.Token));
    }

    [Fact]
    public async Task Simultaneous_starts_migrate_one_after_the_other()
    {
        await using var database = await CrmDatabase.CreateUnmigratedAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var db = database.Open();
            await db.MigrateSqliteAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        }));

        await using var migrated = database.Open();
        Assert.Empty(await migrated.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Connections_use_the_write_ahead_log_and_enforce_foreign_keys()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await using var db = database.Open();

        Assert.Equal("wal", await PragmaAsync<string>("journal_mode"));
        Assert.Equal(1L, await PragmaAsync<long>("foreign_keys"));
        Assert.Equal(1L, await PragmaAsync<long>("synchronous"));
        Assert.Equal(30_000L, await PragmaAsync<long>("busy_timeout"));

        async Task<T> PragmaAsync<T>(string name)
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return Assert.IsType<T>(await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task Every_foreign_key_is_covered_by_an_index()
    {
        await using var database = await CrmDatabase.CreateAsync();
        await using var db = database.Open();

        var uncovered =
            from entity in db.Model.GetEntityTypes()
            from key in entity.GetForeignKeys()
            let column = key.Properties[0].Name
            where !entity.GetIndexes().Select(i => i.Properties[0].Name).Concat(entity.GetKeys().Select(k => k.Properties[0].Name)).Contains(column)
            select $"{entity.DisplayName()}.{column}";

        Assert.Empty(uncovered);
    }
}
