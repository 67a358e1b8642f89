using System.Diagnostics;
using Npgsql;

namespace CrmGraph.Testing.Databases;

/// <summary>
/// A PostgreSQL server of this process's own: a folder in temp, a free port of the loopback interface, and no syncing to the disk. It is
/// started when a test first wants it and stops with the process, however that ends: a shell holds it that waits for the end of a pipe.
/// </summary>
public sealed class PostgreSqlServer
{
    // $1: the folder of the programs; $2: the port. As soon as nobody holds the other end of standard input, everything is removed again.
    private const string Script = """
        set -e
        bin=$1 port=$2
        home=$(mktemp -d "${TMPDIR:-/tmp}/crmgraph-pg-XXXXXX")
        chmod 700 "$home"
        cd "$home"
        end() { trap '' INT TERM HUP; "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true; cd /; rm -rf "$home"; }
        trap end EXIT
        trap '' INT TERM HUP
        "$bin/initdb" -D data -U crm --auth=trust -E UTF8 --locale=C --no-sync >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
        "$bin/pg_ctl" -D data -l server.log -w -t 60 -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='$home' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off -c shared_buffers=128MB -c max_connections=300 -c deadlock_timeout=200ms" start >/dev/null </dev/null || { cat server.log >&2; exit 1; }
        echo ready
        cat >/dev/null
        """;

    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(StartAsync);

    // held as long as the process lives
    private readonly Process _shell;
    private readonly int _port;
    private int _made;

    private PostgreSqlServer(Process shell, int port) => (_shell, _port) = (shell, port);

    /// <summary>The server of this process. Where PostgreSQL is not installed the test is skipped, or fails if everything is required.</summary>
    public static Task<PostgreSqlServer> GetAsync()
    {
        // in each test that wants it, so that each is skipped
        Requirement.PostgreSql();
        return Shared.Value;
    }

    /// <summary>The connection string of a database.</summary>
    public string ConnectionStringOf(string database) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = _port, Username = "crm", Database = database, MaxPoolSize = 40 }.ConnectionString;

    /// <summary>The address of a database, as programs that are not written in .NET want it.</summary>
    public string UrlOf(string database) => $"postgresql://crm@127.0.0.1:{_port}/{database}";

    /// <summary>Makes a database.</summary>
    /// <param name="template">What it is a copy of; nobody may be connected to that one. Null for an empty one.</param>
    /// <returns>Its name.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"crm{Interlocked.Increment(ref _made)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"} STRATEGY FILE_COPY");
        return name;
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string database) => ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>Runs a statement as the administrator.</summary>
    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{ConnectionStringOf(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var (programs, asUser) = Requirement.PostgreSql();
        var port = FreePort.Find();
        string[] shell = ["/bin/sh", "-c", Script, "postgres", programs, $"{port}"];
        string[] command = asUser is null ? shell : ["runuser", "-u", asUser, "--", .. shell];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        if (await process.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException($"PostgreSQL does not start: {await process.StandardError.ReadToEndAsync()}");
        return new PostgreSqlServer(process, port);
    }

    /// <summary>The shell that ends the server with this process.</summary>
    public int ProcessId => _shell.Id;
}
