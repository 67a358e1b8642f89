using Microsoft.Data.Sqlite;

namespace CrmGraph.Testing.Databases;

/// <summary>A SQLite file in a folder of its own; it is not there until somebody writes to it.</summary>
public sealed class SqliteFile : TestDatabase
{
    // two checkpoints at a time: the second does nothing, and what is in the log is missing from its copy
    private readonly SemaphoreSlim _copying = new(1);
    private readonly string _folder = Directory.CreateTempSubdirectory("crmgraph-db-").FullName;

    private string File => Path.Combine(_folder, "crm.db");

    /// <inheritdoc/>
    public override string Provider => "Sqlite";

    /// <inheritdoc/>
    public override string ConnectionString => new SqliteConnectionStringBuilder { DataSource = File }.ConnectionString;

    /// <inheritdoc/>
    public override async Task<TestDatabase> CopyAsync()
    {
        var copy = new SqliteFile();
        await _copying.WaitAsync();
        try
        {
            await using var connection = new SqliteConnection($"{ConnectionString};Pooling=false");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            // what is still in the log beside the file belongs to it
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            if ((long)(await command.ExecuteScalarAsync())! != 0) throw new InvalidOperationException("Somebody has the database open that is to be copied.");
            System.IO.File.Copy(File, copy.File);
        }
        finally
        {
            _copying.Release();
        }
        return copy;
    }

    /// <inheritdoc/>
    public override async Task<CommitWatch> WatchAsync()
    {
        var connection = new SqliteConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return new Watch(connection);
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Delete();
        return ValueTask.CompletedTask;
    }

    internal void Delete()
    {
        using (var connection = new SqliteConnection(ConnectionString)) SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Watch(SqliteConnection connection) : CommitWatch
    {
        public override async Task<long> StateAsync()
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA data_version";
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
