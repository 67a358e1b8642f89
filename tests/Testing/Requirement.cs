using System.Diagnostics;

namespace CrmGraph.Testing;

/// <summary>
/// Programs that some tests need beside the SDK. Where one is missing the test is skipped and says so; with CRMGRAPH_REQUIRE_ALL=1,
/// as in CI, it fails instead.
/// </summary>
public static class Requirement
{
    private static readonly string[] ChromiumNames = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Node.js and npm.</summary>
    public static void Node()
    {
        if (Find("node") is null || Find("npm") is null)
            Missing("Node.js 20.19 or newer, with npm");
    }

    /// <summary>Chromium; answers with the path of its program.</summary>
    public static string Chromium()
    {
        foreach (var name in ChromiumNames)
        {
            if (Find(name) is { } path)
                return path;
        }

        Missing("Chromium");
        throw new UnreachableException();
    }

    /// <summary>Whether <see cref="PostgreSql"/> answers.</summary>
    public static bool HasPostgreSql => PostgreSqlPrograms() is not null && (!Environment.IsPrivilegedProcess || HasUser("postgres"));

    /// <summary>
    /// PostgreSQL's server programs; answers with their folder, and with whom to run them as: PostgreSQL refuses to be run by the
    /// administrator, so that tests that are need the user that its package makes.
    /// </summary>
    public static (string Programs, string? AsUser) PostgreSql()
    {
        if (!HasPostgreSql) Missing("A PostgreSQL server (initdb, pg_ctl; for tests run by the administrator also a user 'postgres')");
        return (PostgreSqlPrograms()!, Environment.IsPrivilegedProcess ? "postgres" : null);
    }

    private static string? PostgreSqlPrograms()
    {
        const string Packaged = "/usr/lib/postgresql";
        if (OperatingSystem.IsWindows()) return null;
        var versions = Directory.Exists(Packaged) ? Directory.GetDirectories(Packaged).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0) : Enumerable.Empty<string>();
        return versions.Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb"))) ?? Path.GetDirectoryName(Find("initdb"));
    }

    private static bool HasUser(string name) => File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith($"{name}:", StringComparison.Ordinal));


    /// <summary>
    /// RabbitMQ; answers with its server program, and with whom to run it as: tests that are run by the administrator need the user that
    /// its package makes.
    /// </summary>
    public static (string Program, string? AsUser) RabbitMq()
    {
        // the one in the path of Debian's package is a wrapper that changes the user by itself
        string[] packaged = ["/usr/lib/rabbitmq/bin/rabbitmq-server"];
        var program = packaged.FirstOrDefault(File.Exists) ?? Find("rabbitmq-server");
        var isUserMissing = Environment.IsPrivilegedProcess && !HasUser("rabbitmq");
        if (program is null || OperatingSystem.IsWindows() || isUserMissing) Missing("RabbitMQ (rabbitmq-server; for tests run by the administrator also a user 'rabbitmq')");
        return (program!, Environment.IsPrivilegedProcess ? "rabbitmq" : null);
    }

    /// <summary>Tryton's server with the module for sales, its client library and the driver for PostgreSQL; answers with the path of the server program.</summary>
    public static string Tryton()
    {
        const string Program = "/usr/bin/trytond", Packages = "/usr/lib/python3/dist-packages";
        string[] needed = [Program, "/usr/bin/trytond-admin", $"{Packages}/trytond/modules/sale", $"{Packages}/proteus", $"{Packages}/psycopg2"];
        if (needed.Any(n => !Path.Exists(n))) Missing("Tryton 6.0 (tryton-server, tryton-modules-sale, tryton-proteus, python3-psycopg2)");
        return Program;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe"), Path.Combine(folder, program + ".cmd") })
        .FirstOrDefault(File.Exists);

    private static void Missing(string what)
    {
        var reason = $"{what} is not installed.";
        if (Environment.GetEnvironmentVariable("CRMGRAPH_REQUIRE_ALL") == "1")
            Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
