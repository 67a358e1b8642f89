using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CrmGraph.Testing.Databases;

namespace CrmGraph.Testing.Erp;

/// <summary>
/// A real Tryton on the <see cref="PostgreSqlServer"/>, with a company that sells in CNY, EUR, USD and JPY: the products CRM (13 % tax), SVC
/// (6 %) and FREE (none), the users <see cref="User"/>, <see cref="ExpiringUser"/> and <see cref="Accountant"/>. Founding a company takes a
/// minute; what comes of it is kept in the folder for temporary files, and copied for each server.
/// </summary>
public sealed class TrytonServer : IAsyncDisposable
{
    /// <summary>Sells, and manages parties.</summary>
    public const string User = "crm";

    /// <summary>The same, for tests that give wrong passwords.</summary>
    public const string ExpiringUser = "expiring";

    /// <summary>Posts invoices and books payments.</summary>
    public const string Accountant = "accountant";

    /// <summary>The password of all.</summary>
    public const string Password = "Xq7-Lamp.vBd3kZ";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Testing/Erp");
    private static readonly string[] Catalogue = ["pg_attribute", "pg_class", "pg_constraint", "pg_depend", "pg_index", "pg_namespace", "pg_type"];
    private static readonly Lazy<Task<string>> Template = new(FoundAsync);
    private static readonly Lazy<Task<TrytonServer>> Shared = new(StartAsync);

    private readonly PostgreSqlServer _databases;
    private readonly Process _shell;
    private readonly HttpClient _http = new() { Timeout = Patience };

    private TrytonServer(PostgreSqlServer databases, Process shell, string database, int port) =>
        (_databases, _shell, Database, Url) = (databases, shell, database, new Uri($"http://127.0.0.1:{port}"));

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>The name of its database.</summary>
    public string Database { get; }

    /// <summary>The connection string of its database.</summary>
    public string ConnectionString => _databases.ConnectionStringOf(Database);

    /// <summary>The server of this process, for tests that leave it alive; it ends with the process.</summary>
    public static Task<TrytonServer> GetAsync()
    {
        // in each test that wants it, so that each is skipped
        Requirement.Tryton();
        Requirement.PostgreSql();
        return Shared.Value;
    }

    /// <summary>Starts a server with a database of its own. Where Tryton or PostgreSQL is not installed the test is skipped, or fails if everything is required.</summary>
    public static async Task<TrytonServer> StartAsync()
    {
        Requirement.Tryton();
        var databases = await PostgreSqlServer.GetAsync();
        var database = await databases.CreateDatabaseAsync(await Template.Value);
        var port = FreePort();
        var shell = Run("serve", databases, database, Directory.CreateTempSubdirectory("crmgraph-tryton-").FullName, $"{port}");
        var server = new TrytonServer(databases, shell, database, port);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => TellAsync("kill");

    /// <summary>Starts it after it was killed, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        await TellAsync("start");
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(100))
        {
            if (await IsThereAsync()) return;
        }
        throw new InvalidOperationException("Tryton does not answer.");
    }

    /// <summary>Cuts all connections to its database and lets nobody in.</summary>
    public async Task CloseDatabaseAsync()
    {
        await _databases.ExecuteAsync($"ALTER DATABASE {Database} ALLOW_CONNECTIONS false");
        await _databases.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Database}'");
    }

    /// <summary>Lets everybody in again.</summary>
    public Task OpenDatabaseAsync() => _databases.ExecuteAsync($"ALTER DATABASE {Database} ALLOW_CONNECTIONS true");

    /// <summary>Calls a method as the accountant, and answers with what it answers.</summary>
    public Task<JsonNode?> AskAsync(string method, params JsonNode?[] arguments) => AskAsAsync(Accountant, method, arguments);

    /// <summary>Calls a method as a user.</summary>
    public Task<JsonNode?> AskAsAsync(string user, string method, params JsonNode?[] arguments) => AskInAsync(user, method, [], arguments);

    /// <summary>Calls a method as a user in a context, to which company and language are added.</summary>
    public async Task<JsonNode?> AskInAsync(string user, string method, JsonObject context, params JsonNode?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(context);
        (context["company"], context["language"]) = (1, "en");
        using var request = Request(method, [.. arguments.Select(a => a?.DeepClone()), context]);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{Password}")));
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method}: {answer.StatusCode} {text}");
        var body = JsonNode.Parse(text)!;
        Assert.True(body["error"] is null, $"{method}: {text}");
        return body["result"];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        await _databases.DropDatabaseAsync(Database);
    }

    // a template database of this process: restored from what an earlier process has kept, if there is such a file
    private static async Task<string> FoundAsync()
    {
        var databases = await PostgreSqlServer.GetAsync();
        var programs = Requirement.PostgreSql().Programs;
        var database = await databases.CreateDatabaseAsync();
        var target = new Uri(databases.UrlOf(database));
        var kept = Path.Combine(Path.GetTempPath(), $"crmgraph-tryton-{await FingerprintAsync(programs)}.sql");
        // one process founds, the others wait for it
        await using var alone = await HoldAsync($"{kept}.lock");
        if (File.Exists(kept))
        {
            await FinishAsync(Process.Start(Program(Path.Combine(programs, "psql"), ["-q", "-v", "ON_ERROR_STOP=1", "-o", "/dev/null", "-f", kept, target.ToString()]))!);
            await databases.ExecuteAsync("ANALYZE", database);
            return database;
        }

        var folder = Directory.CreateTempSubdirectory("crmgraph-tryton-");
        var founding = FinishAsync(Run("found", databases, database, folder.FullName, Password));
        // the server does not analyse by itself, and Tryton asks the catalogue about every column of its 150 tables
        while (await Task.WhenAny(founding, Task.Delay(TimeSpan.FromSeconds(1))) != founding)
        {
            foreach (var table in Catalogue) await databases.ExecuteAsync($"ANALYZE {table}", database);
        }
        await founding;
        await databases.ExecuteAsync("ANALYZE", database);
        folder.Delete(recursive: true);
        var own = $"{kept}.{Environment.ProcessId}";
        await FinishAsync(Process.Start(Program(Path.Combine(programs, "pg_dump"), ["-f", own, target.ToString()]))!);
        File.Move(own, kept, overwrite: true);
        return database;
    }

    // whatever decides on what the database looks like
    private static async Task<string> FingerprintAsync(string programs)
    {
        var parts = new List<byte>();
        foreach (var file in Directory.GetFiles(Folder).Where(f => f.EndsWith(".py", StringComparison.Ordinal) || f.EndsWith(".sh", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            parts.AddRange(await File.ReadAllBytesAsync(file));
        // the year is that of the books
        parts.AddRange(Encoding.UTF8.GetBytes($"{programs} {Password} {TimeProvider.System.GetUtcNow().Year} {File.GetLastWriteTimeUtc(Requirement.Tryton()).Ticks}"));
        return Convert.ToHexStringLower(SHA256.HashData([.. parts]))[..16];
    }

    private static async Task<FileStream> HoldAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200);
            }
        }
    }

    private static async Task FinishAsync(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException($"{process.StartInfo.FileName} ended with {process.ExitCode}.\n{await output}\n{await errors}");
        }
    }

    private static Process Run(string what, PostgreSqlServer databases, string database, string folder, string last) =>
        Process.Start(Program("/bin/sh", [Path.Combine(Folder, "tryton.sh"), what, databases.UrlOf(""), database, folder, last]))!;

    private static ProcessStartInfo Program(string program, string[] arguments) =>
        new(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };

    private async Task<bool> IsThereAsync()
    {
        try
        {
            // it asks who that is; whatever it answers, it is there
            using var request = Request("common.server.version", []);
            using var answer = await _http.SendAsync(request);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Content-Length, since Tryton's server does not take chunks
    private HttpRequestMessage Request(string method, JsonArray parameters) => new(HttpMethod.Post, new Uri(Url, $"/{Database}/"))
    {
        Content = new StringContent(new JsonObject { ["id"] = 1, ["method"] = method, ["params"] = parameters }.ToJsonString(), Encoding.UTF8, "application/json"),
    };

    private async Task TellAsync(string command)
    {
        await _shell.StandardInput.WriteLineAsync(command);
        await _shell.StandardInput.FlushAsync();
        if (await _shell.StandardOutput.ReadLineAsync() != command) throw new InvalidOperationException($"Tryton's shell has ended: {await _shell.StandardError.ReadToEndAsync()}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
