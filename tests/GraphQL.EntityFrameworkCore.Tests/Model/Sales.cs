using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.GraphQL.Execution;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

/// <summary>A database in memory with a schema over it. It knows the statements that requests have run.</summary>
internal sealed class Sales : IDisposable
{
    private static readonly TypeSystem.Schema Schema = SalesSchema.Build();

    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly RequestExecutor executor;
    private readonly DbContextOptions<SalesContext> options;

    /// <param name="maxNodes">The limit of the executor.</param>
    /// <param name="queries">Where compiled queries are kept; by default where those of all tests are, which drop each other's.</param>
    public Sales(int maxNodes = 50_000, IMemoryCache? queries = null)
    {
        connection.Open();
        options = new DbContextOptionsBuilder<SalesContext>().UseSqlite(connection).UseMemoryCache(queries).AddInterceptors(new Recorder(Statements))
            .LogTo((id, _) => id == CoreEventId.QueryCompilationStarting, _ => Compilations++).Options;
        Faults = [];
        executor = new RequestExecutor(Schema, new ExecutorOptions
        {
            MaxNodes = maxNodes,
            CreateScope = _ => new Scope(new SalesContext(options)) is var scope ? new ResolverScope(scope, scope) : null!,
            OnMaskedException = (_, fault) => Faults.Add(fault),
        });
        using var db = Open();
        db.Database.EnsureCreated();
    }

    /// <summary>The SQL of all statements since the last request began.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>How many queries EF Core has compiled so far.</summary>
    public int Compilations { get; private set; }

    /// <summary>Exceptions that clients do not see.</summary>
    public List<Exception> Faults { get; }

    public SalesContext Open() => new(options);

    public void Add(params object[] entities)
    {
        using var db = Open();
        db.AddRange(entities);
        db.SaveChanges();
    }

    /// <summary>How SQLite runs a statement, whatever the values of its parameters.</summary>
    public string Explain(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@\\w+").Select(m => m.Value).Distinct())
            command.Parameters.AddWithValue(name, 1);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return string.Join('\n', steps);
    }

    /// <summary>Runs a request that has to succeed; the answer's data.</summary>
    public async Task<JsonNode> QueryAsync(string query, object? variables = null, object? caller = null)
    {
        var answer = await ExecuteAsync(query, variables, caller);
        Assert.True(answer["errors"] is null, $"{answer["errors"]?.ToJsonString()} {string.Join('\n', Faults)}");
        return answer["data"]!;
    }

    /// <summary>Runs a request that has to be refused; the message of the first error.</summary>
    public async Task<string> RefusalAsync(string query, object? variables = null)
    {
        var answer = await ExecuteAsync(query, variables);
        return (string?)answer["errors"]?[0]?["message"] ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    /// <summary>Runs a request; the whole answer.</summary>
    public async Task<JsonNode> ExecuteAsync(string query, object? variables, object? caller = null)
    {
        Statements.Clear();
        Faults.Clear();
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(query))
        {
            Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables),
            Caller = caller,
        };
        using var result = await executor.ExecuteAsync(request, TestContext.Current.CancellationToken);
        return JsonNode.Parse(Assert.IsType<SingleResult>(result).Body.Span)!;
    }

    public void Dispose() => connection.Dispose();

    private sealed class Scope(SalesContext context) : IServiceProvider, IAsyncDisposable
    {
        public object? GetService(Type serviceType) => serviceType == typeof(SalesContext) ? context : null;

        public ValueTask DisposeAsync() => context.DisposeAsync();
    }

    private sealed class Recorder(List<string> statements) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            lock (statements)
                statements.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }

        public override InterceptionResult<System.Data.Common.DbDataReader> ReaderExecuting(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result)
        {
            lock (statements)
                statements.Add(command.CommandText);
            return result;
        }
    }
}
