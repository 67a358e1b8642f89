using System.Data.Common;
using CrmGraph.Persistence.Copying;
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

    public override bool IsMissingReference(DbException failure) => failure is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation };

    public override bool IsUnreachable(DbException failure) => failure is NpgsqlException { IsTransient: true };

    public override Task LockWritersOutAsync(CrmDbContext db, string table, CancellationToken cancellationToken)
    {
        // a name of the model, never anybody's input
#pragma warning disable EF1002
        return db.Database.ExecuteSqlRawAsync($"""LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE""", cancellationToken);
#pragma warning restore EF1002
    }

    internal override Task AnalyzeAsync(CrmDbContext db, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync("ANALYZE", cancellationToken);

    internal override async Task InsertAsync(CrmDbContext db, StoredTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var import = await connection.BeginBinaryImportAsync($"COPY {table.Quoted(db)} ({table.Names(db)}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        string[] types = [.. table.Columns.Select(c => c.StoreTypeMapping.StoreTypeNameBase)];
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await import.StartRowAsync(cancellationToken);
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is { } value) await import.WriteAsync(value, types[i], cancellationToken);
                else await import.WriteNullAsync(cancellationToken);
            }
        }
        await import.CompleteAsync(cancellationToken);
    }
}
