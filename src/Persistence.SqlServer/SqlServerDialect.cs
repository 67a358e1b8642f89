using System.Data.Common;
using CrmGraph.Persistence.Funnels;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.SqlServer;

/// <summary>What is peculiar to SQL Server.</summary>
internal sealed class SqlServerDialect : DatabaseDialect
{
    // deadlock, lock timeout, conflict of snapshots, and a command that has waited longer than it may take
    private static readonly int[] Contention = [1205, 1222, 3960, -2];

    // a database that is starting, moving or out of resources
    private static readonly int[] Unavailable = [4060, 40197, 40501, 40613, 42108, 42109, 49918, 49919, 49920];

    // a unique index, a key
    private static readonly int[] DuplicateKey = [2601, 2627];

    private const int ForeignKey = 547;

    // errors of this severity end a connection: no server, no answer
    private const int Fatal = 20;

    public override string Name => "SQL Server";

    internal override FunnelSql Funnel { get; } = new TransactFunnelSql();

    public override bool IsContention(DbException failure) => failure is SqlException { Number: var number } && Contention.Contains(number);

    public override bool IsDuplicateKey(DbException failure) => failure is SqlException { Number: var number } && DuplicateKey.Contains(number);

    public override bool IsMissingReference(DbException failure) => failure is SqlException { Number: ForeignKey };

    public override bool IsUnreachable(DbException failure) => failure is SqlException sql && (sql.Class >= Fatal || Unavailable.Contains(sql.Number));

    public override Task LockWritersOutAsync(CrmDbContext db, string table, CancellationToken cancellationToken)
    {
        // a name of the model, never anybody's input
#pragma warning disable EF1002
        return db.Database.ExecuteSqlRawAsync($"SELECT TOP (1) 1 FROM [{table}] WITH (TABLOCKX, HOLDLOCK);", cancellationToken);
#pragma warning restore EF1002
    }
}
