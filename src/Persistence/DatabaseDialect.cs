using System.Data.Common;
using CrmGraph.Persistence.Copying;
using CrmGraph.Persistence.Funnels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CrmGraph.Persistence;

/// <summary>Where databases differ in what EF Core does not even out. There is one for each provider.</summary>
public abstract class DatabaseDialect
{
    /// <summary>Creates it; only the providers do.</summary>
    private protected DatabaseDialect()
    {
    }

    /// <summary>The product.</summary>
    public abstract string Name { get; }

    /// <summary>The statements of the funnel's sums.</summary>
    internal abstract FunnelSql Funnel { get; }

    /// <summary>The dialect of a context's database.</summary>
    public static DatabaseDialect Of(CrmDbContext db) => db.GetService<DatabaseDialect>();

    /// <summary>Applies the pending migrations, one process at a time.</summary>
    /// <param name="db">The database.</param>
    /// <param name="time">The clock by which a process waits for another.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual Task MigrateAsync(CrmDbContext db, TimeProvider time, CancellationToken cancellationToken) => db.Database.MigrateAsync(cancellationToken);

    /// <summary>
    /// Whether a statement failed only because others were at work on the same rows: a deadlock, a conflict of snapshots, a lock that was
    /// waited for too long. Its transaction is lost; the same request may succeed when it is repeated.
    /// </summary>
    public abstract bool IsContention(DbException failure);

    /// <summary>Whether a statement would have stored a second row of the same key or unique value.</summary>
    public abstract bool IsDuplicateKey(DbException failure);

    /// <summary>Whether a statement would have stored a row that refers to none.</summary>
    public abstract bool IsMissingReference(DbException failure);

    /// <summary>Whether a connection could not be opened for a reason that may pass: the server restarts, or the network fails.</summary>
    public abstract bool IsUnreachable(DbException failure);

    /// <summary>
    /// Keeps other writers of a table out until the current transaction ends; readers go on. SQLite has one writer at a time anyway.
    /// </summary>
    public virtual Task LockWritersOutAsync(CrmDbContext db, string table, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Has the database look at what its tables hold, after very much has been written.</summary>
    internal virtual Task AnalyzeAsync(CrmDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Inserts very many rows as they are stored.</summary>
    internal virtual Task InsertAsync(CrmDbContext db, StoredTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken) =>
        RowInserts.InsertAsync(db, table, rows, cancellationToken);
}
