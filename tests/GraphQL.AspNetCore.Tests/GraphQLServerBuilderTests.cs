using System.Text;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Loading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmGraph.GraphQL.AspNetCore.Tests;

public sealed class GraphQLServerBuilderTests
{
    [Fact]
    public async Task Resolvers_get_scoped_services_that_end_with_the_request()
    {
        var ended = new List<string>();
        await using var host = Host(ended);

        Assert.Equal("""{"data":{"a":"fresh","b":"fresh"}}""", await RunAsync(host, "{ a: state b: state }"));
        Assert.Equal(["ended", "ended"], ended);
    }

    [Fact]
    public async Task Loaders_are_made_with_their_services()
    {
        await using var host = Host([]);

        Assert.Equal("""{"data":{"a":"1 and fresh","b":"2 and fresh"}}""", await RunAsync(host, "{ a: loaded(key: 1) b: loaded(key: 2) }"));
    }

    [Fact]
    public async Task The_caller_is_a_parameter()
    {
        await using var host = Host([]);

        Assert.Equal("""{"data":{"me":"Ann"}}""", await RunAsync(host, "{ me }"));
    }

    [Fact]
    public async Task A_masked_exception_is_logged_with_the_id_that_the_client_sees()
    {
        var log = new ListLog();
        await using var host = Host([], services => services.AddSingleton<ILoggerProvider>(log), builder => builder.ModifyRequestOptions(o => o with { NewErrorId = () => "e42" }));

        var answer = await RunAsync(host, "{ bug }");

        Assert.Contains("\"errorId\":\"e42\"", answer, StringComparison.Ordinal);
        Assert.Equal(["A resolver failed with error id e42: secret"], log.Entries);
    }

    [Fact]
    public async Task Filters_are_asked_in_turn()
    {
        await using var host = Host([], configure: builder => builder
            .AddErrorFilter(e => e is TimeoutException ? new GraphQLError("slow") : null)
            .AddErrorFilter(e => e is InvalidOperationException ? new GraphQLError("told") { Code = "TOLD" } : null)
            .AddErrorFilter(_ => new GraphQLError("too late")));

        Assert.Contains("\"message\":\"told\"", await RunAsync(host, "{ bug }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "The operation was given up after 0.05 seconds.")]
    [InlineData(600, """{"data":{"wait":"waited"}}""")]
    public async Task A_mutation_may_be_given_more_time_than_a_query(int? seconds, string expected)
    {
        await using var host = Host([], configure: builder => builder.AddTypes(typeof(WaitMutations)).ModifyRequestOptions(o => o with
        {
            Timeout = TimeSpan.FromMilliseconds(50),
            MutationTimeout = seconds is { } longer ? TimeSpan.FromSeconds(longer) : null,
        }));

        Assert.Contains("\"code\":\"TIMEOUT\"", await RunAsync(host, "{ wait(milliseconds: 60000) }"), StringComparison.Ordinal);
        Assert.Contains(expected, await RunAsync(host, $"mutation {{ wait(milliseconds: {(seconds is null ? 60000 : 200)}) }}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_schema_stops_the_start()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IHostApplicationLifetime, NoLifetime>();
        services.AddGraphQLServer().AddTypes(typeof(StreamQueries));
        await using var host = services.BuildServiceProvider();

        var exception = Assert.Throws<SchemaException>(() => host.GetServices<IHostedService>().ToArray());

        Assert.StartsWith("StreamQueries.GetStream returns Stream", exception.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Host(List<string> ended, Action<IServiceCollection>? add = null, Action<GraphQLServerBuilder>? configure = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(ended);
        services.AddScoped<Visit>();
        add?.Invoke(services);
        var builder = services.AddGraphQLServer().AddCaller<Guest>().AddTypes(typeof(VisitQueries));
        configure?.Invoke(builder);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static async Task<string> RunAsync(ServiceProvider host, string query)
    {
        await using var scope = host.CreateAsyncScope();
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(query)) { Services = scope.ServiceProvider, Caller = new Guest("Ann") };
        using var result = Assert.IsType<SingleResult>(await host.GetRequiredService<RequestExecutor>().ExecuteAsync(request, TestContext.Current.CancellationToken));
        return Encoding.UTF8.GetString(result.Body.Span);
    }

    public sealed record Guest(string Name);

    public sealed class Visit(List<string> ended) : IDisposable
    {
        private int asked;

        public string State => asked++ == 0 ? "fresh" : "used";

        public void Dispose() => ended.Add("ended");
    }

    public sealed class VisitLoader(Visit visit) : BatchDataLoader<int, string>
    {
        protected override Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            var state = visit.State;
            return Task.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(k => k, k => $"{k} and {state}"));
        }
    }

    [MutationType]
    private static class WaitMutations
    {
        public static Task<string> WaitAsync(int milliseconds, CancellationToken cancellationToken) => VisitQueries.GetWaitAsync(milliseconds, cancellationToken);
    }

    [QueryType]
    private static class VisitQueries
    {
        public static async Task<string> GetWaitAsync(int milliseconds, CancellationToken cancellationToken)
        {
            await Task.Delay(milliseconds, cancellationToken);
            return "waited";
        }

        public static string GetState(Visit visit) => visit.State;

        public static Task<string?> GetLoadedAsync(int key, VisitLoader visits, CancellationToken cancellationToken) => visits.LoadAsync(key, cancellationToken);

        public static string GetMe(Guest guest) => guest.Name;

        public static string? GetBug(Guest guest) => throw new InvalidOperationException($"secret{guest.Name[..0]}");
    }

    [QueryType]
    private static class StreamQueries
    {
        public static Stream GetStream() => Stream.Null;
    }

    private sealed class NoLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }

    private sealed class ListLog : ILoggerProvider, ILogger
    {
        public List<string> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add($"{formatter(state, exception)}: {exception?.Message}");

        public void Dispose()
        {
        }
    }
}
