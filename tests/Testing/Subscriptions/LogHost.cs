using System.Diagnostics.Metrics;
using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Testing.Subscriptions;

/// <summary>A server over a real Kestrel whose subscriptions read a <see cref="ScriptedLog"/>. All callers see the same.</summary>
public sealed class LogHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly MeterListener meters = new();
    private long connections;
    private long requests;

    private LogHost(WebApplication app)
    {
        this.app = app;
        GraphQL = new Uri(new Uri(app.Urls.Single()), "/graphql");
        WebSocket = new UriBuilder(GraphQL) { Scheme = "ws" }.Uri;
        Log = app.Services.GetRequiredService<ScriptedLog>();
        Executor = app.Services.GetRequiredService<RequestExecutor>();
        var scope = app.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == scope && instrument.Name is "kestrel.active_connections" or "http.server.active_requests")
                listener.EnableMeasurementEvents(instrument, instrument.Meter.Scope);
        };
        meters.SetMeasurementEventCallback<long>((instrument, difference, _, owner) =>
        {
            if (owner == scope)
                Interlocked.Add(ref instrument.Name == "kestrel.active_connections" ? ref connections : ref requests, difference);
        });
        meters.Start();
    }

    /// <summary>The endpoint for HTTP.</summary>
    public Uri GraphQL { get; }

    /// <summary>The endpoint for WebSockets.</summary>
    public Uri WebSocket { get; }

    /// <summary>What is subscribed to.</summary>
    public ScriptedLog Log { get; }

    /// <summary>The executor.</summary>
    public RequestExecutor Executor { get; }

    /// <summary>How many connections there are.</summary>
    public long Connections => Interlocked.Read(ref connections);

    /// <summary>How many HTTP requests run; a WebSocket is one.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Starts a server.</summary>
    public static async Task<LogHost> StartAsync(Action<GraphQLServerOptions>? configure = null, Func<ExecutorOptions, ExecutorOptions>? modify = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ScriptedLog>().AddSingleton(new SubscriptionHub());
        builder.Services.AddGraphQLServer().AddTypes(typeof(LogQueries), typeof(LogSubscriptions)).ModifyRequestOptions(o => modify?.Invoke(o) ?? o);
        builder.Services.Configure<GraphQLServerOptions>(options =>
        {
            options.Authenticate = (_, _, _) => ValueTask.FromResult(new ConnectionAccess { Caller = "somebody", SharingKey = "all" });
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapGraphQL();
        await app.StartAsync();
        return new LogHost(app);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        meters.Dispose();
        await app.DisposeAsync();
    }
}
