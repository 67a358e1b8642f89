using CrmGraph.Api;
using CrmGraph.Api.Auth;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Testing.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Testing;

/// <summary>
/// The whole host on a free port of a real Kestrel, with a database and a content root of its own. The demo is made once per
/// test run and copied, so that an application is ready in a fraction of a second.
/// </summary>
public sealed class CrmApplication : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;
    private readonly TestDatabase? _database;
    private readonly HttpClient _http;

    private CrmApplication(WebApplication app, string folder, TestDatabase? database, SqlStatements statements)
    {
        (_app, _folder, _database, Statements) = (app, folder, database, statements);
        Address = new Uri(app.Urls.First());
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The SQL that was sent to the database.</summary>
    public SqlStatements Statements { get; }

    /// <summary>A client without credentials.</summary>
    public CrmClient Anonymous => new(_http, null, null);

    /// <summary>Starts an application.</summary>
    public static async Task<CrmApplication> StartAsync(CrmApplicationOptions? options = null)
    {
        options ??= new CrmApplicationOptions();
        var folder = Directory.CreateTempSubdirectory("crmgraph-").FullName;
        var own = options.Database is not null ? null : options.Demo ? await DemoDatabase.CopyAsync() : await TestDatabase.CreateAsync();
        var statements = new SqlStatements();
        var app = Build(folder, options.Database ?? own!, options, statements);
        await Program.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        statements.Take();
        return new CrmApplication(app, folder, own, statements);
    }

    /// <summary>A client that signs in as the first active user of a role.</summary>
    public async Task<CrmClient> AsAsync(Role role)
    {
        var email = await ReadAsync(db => db.Users.Where(u => u.Role == role && u.IsActive).OrderBy(u => u.Id).Select(u => u.Email).FirstAsync());
        return await AsAsync(email);
    }

    /// <summary>A client that signs in as a user: by token in Development, elsewhere by an API key of the user's role.</summary>
    public async Task<CrmClient> AsAsync(string email)
    {
        var tokens = Services.GetRequiredService<DevelopmentTokens>();
        if (tokens.AreEnabled) return WithToken(tokens.Issue(email));
        var user = await ReadAsync(db => db.Users.SingleAsync(u => u.Email == email));
        var now = Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (key, secret) = ApiKey.Issue("test", user.Role, user.Id, null, now);
        await SaveAsync(key);
        return WithApiKey(secret);
    }

    /// <summary>A client with a bearer token.</summary>
    public CrmClient WithToken(string token) => WithAuthorization($"Bearer {token}");

    /// <summary>A client with any value of the header Authorization.</summary>
    public CrmClient WithAuthorization(string value) => new(_http, "Authorization", value);

    /// <summary>A development token for any address.</summary>
    public string IssueToken(string email) => Services.GetRequiredService<DevelopmentTokens>().Issue(email);

    /// <summary>A client with an API key.</summary>
    public CrmClient WithApiKey(string secret) => new(_http, "X-Api-Key", secret);

    /// <summary>Reads from the database; not counted among the <see cref="Statements"/>.</summary>
    public async Task<T> ReadAsync<T>(Func<CrmDbContext, Task<T>> read)
    {
        using var pause = Statements.Pause();
        await using var db = await Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>Adds to the database; not counted among the <see cref="Statements"/>.</summary>
    public Task SaveAsync(params Aggregate[] aggregates) => ReadAsync(async db =>
    {
        db.AddRange(aggregates);
        return await db.SaveChangesAsync();
    });

    /// <summary>Stops as after a signal, waiting for what is under way.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal static WebApplication Build(string folder, TestDatabase database, CrmApplicationOptions options, SqlStatements statements) => Program.Build(
        new WebApplicationOptions { ContentRootPath = folder, EnvironmentName = options.Environment, ApplicationName = typeof(Program).Assembly.GetName().Name },
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Demo:Enabled"] = "false",
                ["Database:Provider"] = database.Provider,
                ["Database:MigrateOnStart"] = "true",
                ["ConnectionStrings:Crm"] = database.ConnectionString,
            });
            builder.Configuration.AddInMemoryCollection(options.Settings);
            builder.Logging.ClearProviders();
            if (options.Log is { } log) builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log);
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
            builder.Services.Replace(ServiceDescriptor.Singleton(options.Time ?? new FakeTimeProvider(Given.Now)));
            builder.Services.ConfigureDbContext<CrmDbContext>(db => db.AddInterceptors(statements));
        });
}
