using System.Data.Common;
using CrmGraph.Persistence.Funnels;
using Microsoft.Data.Sqlite;

namespace CrmGraph.Persistence.Sqlite;

/// <summary>What is peculiar to SQLite.</summary>
internal sealed class SqliteDialect : DatabaseDialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;
    private const int ForeignKey = 787;

    public override string Name => "SQLite";

    internal override FunnelSql Funnel { get; } = new();

    public override Task MigrateAsync(CrmDbContext db, TimeProvider time, CancellationToken cancellationToken) => db.MigrateSqliteAsync(time, cancellationToken);

    // another process has kept the file for longer than the busy timeout
    public override bool IsContention(DbException failure) => failure is SqliteException { SqliteErrorCode: Busy or Locked };

    public override bool IsDuplicateKey(DbException failure) => failure is SqliteException { SqliteExtendedErrorCode: PrimaryKey or Unique };

    public override bool IsMissingReference(DbException failure) => failure is SqliteException { SqliteExtendedErrorCode: ForeignKey };

    // a file is there or it is not
    public override bool IsUnreachable(DbException failure) => false;
}
