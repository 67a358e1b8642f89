using CrmGraph.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

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
    public async Task A_table_that_is_made_anew_keeps_its_rows_and_what_refers_to_it()
    {
        await using var database = await CrmDatabase.CreateUnmigratedAsync();
        await using (var before = database.Open())
        {
            // the release before payments could come from an ERP
            await before.GetService<IMigrator>().MigrateAsync("20261122090000_Events", TestContext.Current.CancellationToken);
            await before.Database.ExecuteSqlRawAsync("""
                PRAGMA foreign_keys = OFF;
                INSERT INTO "Payments" ("Id", "Amount_Amount", "Amount_Currency", "ContractId", "InstalmentId", "PaidOn", "RecordedAt", "RecordedById")
                VALUES ('A', 10000, 'CNY', 'B', 'C', '2026-06-15', 1, 'D');
                PRAGMA foreign_keys = ON;
                """, TestContext.Current.CancellationToken);
        }

        await using var db = database.Open();
        await db.MigrateSqliteAsync(TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(["A 10000 D"], await db.Database.SqlQuery<string>($"""SELECT "Id" || ' ' || "Amount_Amount" || ' ' || "RecordedById" AS "Value" FROM "Payments" """).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([1L], await db.Database.SqlQuery<long>($"SELECT foreign_keys AS Value FROM pragma_foreign_keys").ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Each_migration_is_one_transaction()
    {
        await using var database = await CrmDatabase.CreateUnmigratedAsync();
        await using var db = database.Open();

        var script = db.GetService<IMigrator>().GenerateScript();

        Assert.Contains("ef_temp_Payments", script, StringComparison.Ordinal);
        // a pragma ends the transaction before it
        Assert.DoesNotContain("PRAGMA", script, StringComparison.Ordinal);
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
