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
