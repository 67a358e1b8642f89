using System.Collections.Concurrent;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema;
using CrmGraph.Connectors;
using CrmGraph.Connectors.Bus;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using CrmGraph.Testing.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CrmGraph.Api.Tests;

/// <summary>
/// The API without its transports: the schema, the executor and the event relay as the host registers them, over a copy of one
/// demo database. Requests are whole GraphQL documents; the statements that they cost are counted.
/// </summary>
public sealed class CrmApi : IAsyncLifetime
{
    /// <summary>The key of a webhook that is configured.</summary>
    internal const string Webhook = "partner";

    /// <summary>The key of an ERP that is configured.</summary>
    internal const string Erp = "books";

    private static readonly Dictionary<string, string?> ConnectorSettings = new()
    {
        [$"Connectors:Webhooks:{Webhook}:Enabled"] = "false",
        [$"Connectors:Erp:{Erp}:Kind"] = "Tryton",
        [$"Connectors:Erp:{Erp}:Enabled"] = "false",
        [$"Connectors:Erp:{Erp}:DefaultProduct"] = "CRM",
        [$"Connectors:Erp:{Erp}:Password"] = "Tryton-Secret-7",
    };

    private TestDatabase? _database;
    private readonly StatementLog _statements = new();
    private ServiceProvider? _services;
    private IReadOnlyList<Team> _teams = [];

    /// <summary>When it is in all tests.</summary>
    internal static DateTimeOffset Now => Given.Now;

    internal FakeTimeProvider Time { get; } = new(Now);

    /// <summary>What lets statements fail.</summary>
    internal BrokenDisk Disk { get; } = new();

    internal IServiceProvider Services => _services ?? throw new InvalidOperationException("The API has not been started.");

    public async ValueTask InitializeAsync()
    {
        // where there can be no database every test is skipped, and says why
        if (!TestDatabase.IsAvailable) return;
        _database = await DemoDatabase.CopyAsync();
        _services = Register(_database, Time, _statements, Disk);
        await using (var db = Open()) _teams = await db.Teams.AsNoTracking().ToListAsync();
        foreach (var service in _services.GetServices<IHostedService>()) await service.StartAsync(default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            foreach (var service in _services.GetServices<IHostedService>()) await service.StopAsync(default);
            await _services.DisposeAsync();
        }
        if (_database is not null) await _database.DisposeAsync();
    }

    /// <summary>Watches for commits.</summary>
    internal Task<CommitWatch> WatchAsync() => _database!.WatchAsync();

    internal CrmDbContext Open() => Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();

    /// <summary>A user of the demo as a caller, by the part of the address in front of the @.</summary>
    internal async Task<Caller> CallerAsync(string mailbox)
    {
        await using var db = Open();
        return Caller.Of(await db.Users.AsNoTracking().SingleAsync(u => u.Email == $"{mailbox}@crmgraph.example"), _teams);
    }

    /// <summary>Answers a request of a user. The answer must be without errors.</summary>
    internal async Task<JsonElement> DataAsync(string mailbox, string document, object? variables = null)
    {
        var answer = await AskAsync(mailbox, document, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Answers a request of a user, errors and all.</summary>
    internal async Task<JsonElement> AskAsync(string mailbox, string document, object? variables = null)
    {
        return await AskAsync(await RequestAsync(mailbox, document, variables));
    }

    /// <summary>Answers a request that is ready.</summary>
    internal async Task<JsonElement> AskAsync(GraphQLRequest request, CancellationToken? cancellationToken = null)
    {
        await using var scope = Services.CreateAsyncScope();
        _statements.Begin();
        using var result = (SingleResult)await Services.GetRequiredService<RequestExecutor>()
            .ExecuteAsync(request with { Services = scope.ServiceProvider }, cancellationToken ?? TestContext.Current.CancellationToken);
        Assert.False(Mirror.Refusals.TryDequeue(out var refused), $"SQL Server would not understand: {refused}");
        return JsonDocument.Parse(result.Body.ToArray()).RootElement;
    }

    /// <summary>How many statements the last request has cost.</summary>
    internal int StatementCount => _statements.Count;

    /// <summary>The statements themselves, for messages.</summary>
    internal string StatementText => _statements.Text;

    internal async Task<GraphQLRequest> RequestAsync(string mailbox, string document, object? variables = null) =>
        new(Encoding.UTF8.GetBytes(document))
        {
            Caller = await CallerAsync(mailbox),
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
            Services = Services,
        };

    private static ServiceProvider Register(TestDatabase database, TimeProvider time, params IInterceptor[] interceptors)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time);
        services.AddCrmDatabase(Enum.Parse<DatabaseProvider>(database.Provider), database.ConnectionString, "/");
        services.ConfigureDbContext<CrmDbContext>(options => options.AddInterceptors(interceptors));
        // once is enough: what SQL Server would be sent is the same, whatever the tests run on
        if (!TestDatabase.IsPostgreSql) services.ConfigureDbContext<CrmDbContext>(Mirror.Follow);
        services.AddCrmConnectors(new ConfigurationBuilder().AddInMemoryCollection(ConnectorSettings).Build(), MessagingTransport.InMemory);
        // nothing is sent from here, so that what is written is what requests write
        services.RemoveAll<IHostedService>();
        services.AddGraphQLServer().AddCrmSchema();
        return services.BuildServiceProvider();
    }

    private sealed class StatementLog : DbCommandInterceptor
    {
        private readonly ConcurrentQueue<string> _texts = new();

        // what the host does in the background at the same time is none of the request's
        private readonly AsyncLocal<bool> _isOfRequest = new();

        internal int Count => _texts.Count;

        internal string Text => string.Join("\n\n", _texts);

        /// <summary>Counts from here on what the caller's asynchronous flow sends.</summary>
        internal void Begin()
        {
            _texts.Clear();
            _isOfRequest.Value = true;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (_isOfRequest.Value) _texts.Enqueue(command.CommandText);
            return new(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (_isOfRequest.Value) _texts.Enqueue(command.CommandText);
            return new(result);
        }
    }
}
