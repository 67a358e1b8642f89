using System.Data.Common;
using CrmGraph.Persistence.Funnels;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrmGraph.Persistence.PostgreSql;

/// <summary>What is peculiar to PostgreSQL.</summary>
internal sealed class PostgreSqlDialect : DatabaseDialect
{
    public override string Name => "PostgreSQL";

    internal override FunnelSql Funnel { get; } = new();

    public override bool IsContention(DbException failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable } => true,
        // a statement that has waited for a lock longer than a command may take
        PostgresException => false,
        NpgsqlException { InnerException: TimeoutException } => true,
        _ => false,
    };

    public override bool IsDuplicateKey(DbException failure) => failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsUnreachable(DbException failure) => failure is NpgsqlException { IsTransient: true };

    public override Task LockWritersOutAsync(CrmDbContext db, string table, CancellationToken cancellationToken)
    {
        // a name of the model, never anybody's input
#pragma warning disable EF1002
        return db.Database.ExecuteSqlRawAsync($"""LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE""", cancellationToken);
#pragma warning restore EF1002
    }
}
