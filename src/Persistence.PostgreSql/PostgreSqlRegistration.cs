using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CrmGraph.Persistence.PostgreSql;

/// <summary>The CRM on PostgreSQL.</summary>
public static class PostgreSqlRegistration
{
    /// <summary>Registers <see cref="CrmDbContext"/> on a database of a PostgreSQL server, 14 or newer.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">For example <c>Host=localhost;Database=crm;Username=crm;Password=…</c>.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names no server.</exception>
    public static IServiceCollection AddCrmPostgreSql(this IServiceCollection services, string connectionString)
    {
        if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host)) throw new ArgumentException("Host is missing.", nameof(connectionString));
        services.TryAddSingleton<DatabaseDialect, PostgreSqlDialect>();
        return services.AddCrmPersistence((_, options) => options.UseCrmPostgreSql(connectionString));
    }

    /// <summary>
    /// Why the server cannot be used, if it is something that whoever runs the host can mend: it is not there, it does not let us in, or it is out of resources.
    /// Null if it is a fault of ours.
    /// </summary>
    public static string? Explain(Exception failure) => failure switch
    {
        // access, roles, missing databases, privileges, resources, interventions by an operator
        PostgresException { SqlState: ['0', '8', ..] or ['2', '8', ..] or ['3', 'D', ..] or ['4', '2', '5', '0', '1'] or ['5', '3', ..] or ['5', '7', ..] } refused => refused.MessageText,
        PostgresException => null,
        NpgsqlException { IsTransient: true } unreachable => $"{unreachable.Message}{(unreachable.InnerException is { } cause ? $": {cause.Message}" : "")}",
        _ => null,
    };

    internal static DbContextOptionsBuilder UseCrmPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        // one statement per query: what belongs to an aggregate is of one moment, and there is little of it
        options.UseNpgsql(connectionString, postgres => postgres
            .MigrationsAssembly(typeof(PostgreSqlRegistration).Assembly.GetName().Name)
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)
            // nothing is retried behind our back, so faults need not be wrapped in the advice to have that done
            .ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
}
