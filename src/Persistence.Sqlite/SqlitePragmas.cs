using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace CrmGraph.Persistence.Sqlite;

/// <summary>
/// Sets each new connection up: readers and the writer do not block each other (WAL), foreign keys hold, and a process
/// that is killed loses no committed transaction (NORMAL syncs the log at checkpoints; only a power cut could lose the
/// newest ones). Pooled connections keep their settings, so this runs once per real connection.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    internal static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private const string Settings =
        "PRAGMA busy_timeout = 30000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;";

    private readonly ConditionalWeakTable<sqlite3, object> _done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is not SqliteConnection { Handle: { } handle } || _done.TryGetValue(handle, out _)) return;
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        _done.AddOrUpdate(handle, this);
    }

    // SQLite works in this process: there is nothing to wait for
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
