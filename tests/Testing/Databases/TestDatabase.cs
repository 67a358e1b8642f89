using System.Reflection;

namespace CrmGraph.Testing.Databases;

/// <summary>
/// A database of a test's own. Which kind it is the test assembly says: an AssemblyMetadata "TestDatabase" in its project file, by
/// default SQLite. The same tests run in two assemblies.
/// </summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Whether the tests of this process run on PostgreSQL.</summary>
    public static bool IsPostgreSql { get; } =
        Assembly.GetEntryAssembly()?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(m => m.Key == "TestDatabase")?.Value == "PostgreSql";

    /// <summary>Whether there can be one at all; where not, tests are skipped.</summary>
    public static bool IsAvailable => !IsPostgreSql || Requirement.HasPostgreSql;

    /// <summary>The name of its kind, as Database:Provider has it.</summary>
    public abstract string Provider { get; }

    /// <summary>Where it is.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>An empty database of the kind that the test assembly is about; nothing is in it, not even tables.</summary>
    public static async Task<TestDatabase> CreateAsync() => IsPostgreSql ? await PostgreSqlDatabase.CreateAsync() : new SqliteFile();

    /// <summary>A copy, made quickly. Nobody may use this database meanwhile, and nobody may have it open.</summary>
    public abstract Task<TestDatabase> CopyAsync();

    /// <summary>Watches for commits.</summary>
    public abstract Task<CommitWatch> WatchAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>Sees whether anything has been committed.</summary>
public abstract class CommitWatch : IAsyncDisposable
{
    /// <summary>A value that differs as soon as anybody else has committed a change to any table.</summary>
    public abstract Task<long> StateAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>A database that is made once per test run, when a test first wants a copy.</summary>
/// <param name="fillAsync">Fills it; closes its connections.</param>
/// <param name="createAsync">Makes it; by default as the test assembly says.</param>
public sealed class TemplateDatabase(Func<TestDatabase, Task> fillAsync, Func<Task<TestDatabase>>? createAsync = null)
{
    private readonly Lazy<Task<TestDatabase>> _made = new(async () =>
    {
        var template = await (createAsync ?? TestDatabase.CreateAsync)();
        await fillAsync(template);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => (template as SqliteFile)?.Delete();
        return template;
    });

    /// <summary>A copy of it.</summary>
    public async Task<TestDatabase> CopyAsync() => await (await _made.Value).CopyAsync();
}
