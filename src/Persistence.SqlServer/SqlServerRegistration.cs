using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmGraph.Persistence.SqlServer;

/// <summary>The CRM on SQL Server.</summary>
public static class SqlServerRegistration
{
    /// <summary>Registers <see cref="CrmDbContext"/> on a database of a SQL Server, 2019 or newer.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">For example <c>Server=localhost;Database=crm;User Id=crm;Password=…</c>.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names no server.</exception>
    public static IServiceCollection AddCrmSqlServer(this IServiceCollection services, string connectionString)
    {
        if (string.IsNullOrEmpty(new SqlConnectionStringBuilder(connectionString).DataSource)) throw new ArgumentException("Server is missing.", nameof(connectionString));
        services.TryAddSingleton<DatabaseDialect, SqlServerDialect>();
        return services.AddCrmPersistence((_, options) => options.UseCrmSqlServer(connectionString));
    }

    /// <summary>
    /// Why the server cannot be used, if it is something that whoever runs the host can mend: it is not there, or it does not let us in.
    /// Null if it is a fault of ours.
    /// </summary>
    public static string? Explain(Exception failure) => failure switch
    {
        // log-ins, missing databases, privileges
        SqlException { Number: 229 or 262 or 916 or 4060 or 4064 or (>= 18450 and <= 18488) } refused => refused.Message,
        SqlException unreachable when new SqlServerDialect().IsUnreachable(unreachable) => unreachable.Message,
        // the driver wants culture data; with DOTNET_SYSTEM_GLOBALIZATION_INVARIANT or without ICU there are none
        NotSupportedException { Source: "Microsoft.Data.SqlClient" } cultures => $"{cultures.Message.TrimEnd('.')}: install ICU (libicu) and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.",
        _ => null,
    };

    internal static DbContextOptionsBuilder UseCrmSqlServer(this DbContextOptionsBuilder options, string connectionString) =>
        // one statement per query: what belongs to an aggregate is of one moment, and there is little of it
        options.UseSqlServer(connectionString, server => server
            .MigrationsAssembly(typeof(SqlServerRegistration).Assembly.GetName().Name)
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)
            // nothing is retried behind our back, so faults need not be wrapped in the advice to have that done
            .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
}
