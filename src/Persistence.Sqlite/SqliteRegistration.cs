using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmGraph.Persistence.Sqlite;

/// <summary>The CRM on SQLite.</summary>
public static class SqliteRegistration
{
    /// <summary>
    /// Registers <see cref="CrmDbContext"/> on a SQLite file: write-ahead log, foreign keys enforced, one writer at a time.
    /// The folder of the file is made if it is not there.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">For example <c>Data Source=data/crm.db</c>.</param>
    public static IServiceCollection AddCrmSqlite(this IServiceCollection services, string connectionString)
    {
        MakeFolder(connectionString);
        services.TryAddSingleton<DatabaseDialect, SqliteDialect>();
        services.TryAddSingleton<SqlitePragmas>();
        services.TryAddSingleton(_ => new SqliteWriteGate(SqlitePragmas.BusyTimeout));
        return services.AddCrmPersistence((provider, options) => options
            .UseCrmSqlite(connectionString)
            .AddInterceptors(provider.GetRequiredService<SqlitePragmas>(), provider.GetRequiredService<SqliteWriteGate>()));
    }

    internal static DbContextOptionsBuilder UseCrmSqlite(this DbContextOptionsBuilder options, string connectionString) =>
        // one statement per query: what belongs to an aggregate is of one moment, and there is little of it
        options.UseSqlite(connectionString, sqlite => sqlite
            .MigrationsAssembly(typeof(SqliteRegistration).Assembly.GetName().Name)
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery))
            .ReplaceService<IMigrationsSqlGenerator, OneTransactionSqlGenerator>();

    private static void MakeFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString);
        if (file.Mode == SqliteOpenMode.Memory || file.DataSource is "" or ":memory:" || file.DataSource.StartsWith("file:", StringComparison.Ordinal)) return;
        if (Path.GetDirectoryName(file.DataSource) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
    }
}
