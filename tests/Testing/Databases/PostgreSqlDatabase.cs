using Npgsql;

namespace CrmGraph.Testing.Databases;

/// <summary>A database of the <see cref="PostgreSqlServer"/>.</summary>
public sealed class PostgreSqlDatabase : TestDatabase
{
    private readonly PostgreSqlServer _server;
    private readonly string _name;

    private PostgreSqlDatabase(PostgreSqlServer server, string name) => (_server, _name) = (server, name);

    /// <inheritdoc/>
    public override string Provider => "PostgreSql";

    /// <inheritdoc/>
    public override string ConnectionString => _server.ConnectionStringOf(_name);

    /// <summary>An empty database.</summary>
    public static new async Task<PostgreSqlDatabase> CreateAsync()
    {
        var server = await PostgreSqlServer.GetAsync();
        return new PostgreSqlDatabase(server, await server.CreateDatabaseAsync());
    }

    /// <inheritdoc/>
    public override async Task<TestDatabase> CopyAsync()
    {
        // idle connections of the pool count as users
        ClearPool();
        return new PostgreSqlDatabase(_server, await _server.CreateDatabaseAsync(_name));
    }

    /// <inheritdoc/>
    public override async Task<CommitWatch> WatchAsync()
    {
        var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var tables = new NpgsqlCommand(
            "SELECT string_agg(format('SELECT COALESCE(SUM(xmin::text::bigint), 0) AS n FROM %I', tablename), ' UNION ALL ') FROM pg_tables WHERE schemaname = 'public'", connection);
        return new Watch(connection, $"SELECT SUM(n)::bigint FROM ({await tables.ExecuteScalarAsync()}) AS t");
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        ClearPool();
        await _server.DropDatabaseAsync(_name);
    }

    private void ClearPool()
    {
        using var connection = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(connection);
    }

    // every row that is there names the transaction that wrote it: the sum changes with whatever is committed
    private sealed class Watch(NpgsqlConnection connection, string sum) : CommitWatch
    {
        public override async Task<long> StateAsync()
        {
            await using var command = new NpgsqlCommand(sum, connection);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
