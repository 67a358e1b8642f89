using CrmGraph.Persistence;
using CrmGraph.Persistence.Funnels;
using CrmGraph.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CrmGraph.Api.Tests.SqlServer;

/// <summary>
/// What SQL Server is sent is T-SQL: its migrations, every statement of the product, and, by the <see cref="Mirror"/>, every query and save
/// of this test project. No server runs here: that the statements do what they should is proved on the other databases.
/// </summary>
public sealed class TransactSqlTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const int LargestKey = 1700;
    private const int LargestClusteredKey = 900;

    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void The_migrations_are_accepted(MigrationsSqlGenerationOptions options)
    {
        using var db = Mirror.Open();

        var script = db.GetService<IMigrator>().GenerateScript(options: options);

        Assert.Empty(TransactSql.ErrorsOf(script));
        Assert.Contains("CREATE TABLE [Opportunities]", script, StringComparison.Ordinal);
        Assert.Contains("COLLATE Latin1_General_100_BIN2", script, StringComparison.Ordinal);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("SELECT FROM [Leads]")]
    [InlineData("SELECT [Id] FROM [Leads] LIMIT 1")]
    [InlineData("INSERT INTO [Leads] ([Id]) VALUES (1) ON CONFLICT ([Id]) DO NOTHING")]
    [InlineData("SELECT * FROM [Leads] ORDER BY [Id] OFFSET 5")]
    public void A_wrong_statement_is_refused(string statement) => Assert.NotEmpty(TransactSql.ErrorsOf(statement));

    [Fact]
    public async Task What_a_request_asks_and_saves_is_read_as_T_SQL()
    {
        var before = TransactSql.Count;

        await api.DataAsync("admin", """{ leads(first: 3, where: { and: [{ name: { startsWithIgnoreCase: "Z" } }, { need: { nendsWith: "x" } }] }, order: [{ industry: DESC }]) { totalCount nodes { name source { name } } } }""");
        var asked = TransactSql.Count;
        await api.DataAsync("admin", """mutation { createAccount(input: { name: "镜像科技" }) { account { id } errors { message } } }""");

        Assert.True(asked > before, "No query has been mirrored.");
        Assert.True(TransactSql.Count > asked, "No save has been mirrored.");
        Assert.Empty(Mirror.Refusals);
    }

    [Fact]
    public void The_statements_of_the_funnel_are_accepted()
    {
        var sql = new TransactFunnelSql();

        foreach (var statement in (string[])[
            sql.CopyColumns, sql.MakeRecounted, sql.CountDifferences, sql.TakeRecounted,
            sql.Add(nameof(CrmDbContext.FunnelCells), [(1, new FunnelTally(1, 2.5m, -1, 3)), (long.MaxValue, default)]), sql.Add(sql.Recounted, [(1, default)])])
            Assert.Empty(TransactSql.ErrorsOf(statement));
    }

    [Fact]
    public async Task Locks_are_accepted()
    {
        await using var db = Mirror.Open();
        var before = TransactSql.Count;

        await DatabaseDialect.Of(db).LockWritersOutAsync(db, nameof(CrmDbContext.Opportunities), TestContext.Current.CancellationToken);

        Assert.True(TransactSql.Count >= before);
        Assert.Empty(Mirror.Refusals);
    }

    [Fact]
    public void A_row_can_be_deleted_in_one_way_only()
    {
        using var db = Mirror.Open();

        var twice = db.Model.GetEntityTypes().SelectMany(root => Reached(root).GroupBy(t => t).Where(g => g.Count() > 1).Select(g => $"{root.DisplayName()} → {g.Key.DisplayName()}"));

        Assert.Empty(twice);
    }

    [Fact]
    public void No_key_is_longer_than_an_index_can_be()
    {
        using var db = Mirror.Open();

        var keys = db.Model.GetEntityTypes().SelectMany(e => e.GetKeys()).Where(k => SizeOf(k.Properties) > LargestClusteredKey).Select(k => $"{k.DeclaringEntityType.DisplayName()} {k}");
        var indexes = db.Model.GetEntityTypes().SelectMany(e => e.GetIndexes()).Where(i => SizeOf(i.Properties) > LargestKey).Select(i => $"{i.DeclaringEntityType.DisplayName()} {i}");

        Assert.Empty(keys);
        Assert.Empty(indexes);
    }

    // the tables of which rows go when a row of the root does, once for each way that leads there
    private static IEnumerable<IEntityType> Reached(IEntityType root) =>
        root.GetReferencingForeignKeys().Where(key => key.DeleteBehavior == DeleteBehavior.Cascade).SelectMany(key => Reached(key.DeclaringEntityType).Prepend(key.DeclaringEntityType));

    private static int SizeOf(IEnumerable<IProperty> properties) => properties.Sum(p => p.GetColumnType() switch
    {
        "uniqueidentifier" => 16,
        "bigint" or "float" => 8,
        "int" => 4,
        "date" => 3,
        "bit" => 1,
        ['n', 'v', 'a', 'r', 'c', 'h', 'a', 'r', '(', .. var length, ')'] when length != "max" => 2 * int.Parse(length, System.Globalization.CultureInfo.InvariantCulture),
        ['v', 'a', 'r', 'b', 'i', 'n', 'a', 'r', 'y', '(', .. var length, ')'] when length != "max" => int.Parse(length, System.Globalization.CultureInfo.InvariantCulture),
        var type => throw new InvalidOperationException($"{p.DeclaringType.DisplayName()}.{p.Name} is {type}, which no index can hold."),
    });
}
