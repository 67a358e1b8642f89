using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmGraph.Api.Jobs;

/// <summary>The tables in which the scheduler keeps what is to run when. They are made along with migrations, never behind the operator's back.</summary>
internal static class JobTables
{
    private const string Prefix = "QRTZ_";
    private const string Separator = "--;;";

    /// <summary>Whether they are there.</summary>
    public static async Task<bool> ExistAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var sql = DialectOf(db) == "sqlite"
            ? "SELECT COUNT(*) AS Value FROM sqlite_master WHERE LOWER(name) = 'qrtz_locks'"
            : """SELECT CAST(COUNT(*) AS int) AS "Value" FROM information_schema.tables WHERE LOWER(table_name) = 'qrtz_locks'""";
        return (await db.Database.SqlQueryRaw<int>(sql).ToListAsync(cancellationToken)).Single() > 0;
    }

    /// <summary>Makes them, all or none, with the statements that the scheduler brings along.</summary>
    public static async Task CreateAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var statements = await ReadAsync(DialectOf(db), cancellationToken);
        await using var transaction = await db.BeginAsync(cancellationToken);
        foreach (var statement in statements) await db.Database.ExecuteSqlRawAsync(statement, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string DialectOf(CrmDbContext db) => db.Database.ProviderName switch
    {
        "Npgsql.EntityFrameworkCore.PostgreSQL" => "postgres",
        "Microsoft.EntityFrameworkCore.SqlServer" => "sqlServer",
        _ => "sqlite",
    };

    private static async Task<IReadOnlyList<string>> ReadAsync(string dialect, CancellationToken cancellationToken)
    {
        var name = $"Quartz.Impl.AdoJobStore.Schema.create_{dialect}.sql";
        await using var script = typeof(IScheduler).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The scheduler has no {name}.");
        using var reader = new StreamReader(script);
        var text = (await reader.ReadToEndAsync(cancellationToken))
            .ReplaceLineEndings("\n")
            .Replace("{0}", Prefix, StringComparison.Ordinal)
            .Replace("{1}", Prefix, StringComparison.Ordinal);
        return [.. text.Split($"\n{Separator}\n").Where(HasStatement)];
    }

    private static bool HasStatement(string piece) =>
        piece.Split('\n').Any(line => line.Trim() is { Length: > 0 } words && !words.StartsWith("--", StringComparison.Ordinal));
}
