using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Sqlite;

/// <summary>
/// Brings a SQLite file up to date. EF Core keeps other processes out by a row in the file, which stays there for ever when
/// the process is killed, and every later start waits for it without a word. A lock of the operating system ends with its
/// process; who holds it knows that such a row is a dead one's.
/// </summary>
public static class SqliteMigration
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Applies the pending migrations, one process at a time.</summary>
    /// <param name="db">The database.</param>
    /// <param name="time">The clock by which a process waits for another, one minute at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">Another process has been migrating the file for longer than that.</exception>
    public static async Task MigrateSqliteAsync(this CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var alone = await LockAsync(db, time, cancellationToken);
        if (alone is not null && await db.Database.CanConnectAsync(cancellationToken))
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            // a table that is made anew must not take along what refers to it; no transaction can turn this off
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF;", cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = ON;", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<FileStream?> LockAsync(CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString());
        if (file.Mode == SqliteOpenMode.Memory || file.DataSource is "" or ":memory:" || file.DataSource.StartsWith("file:", StringComparison.Ordinal)) return null;
        for (var started = time.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream($"{file.DataSource}.migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
