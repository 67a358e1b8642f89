using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Testing.Transports;

/// <summary>The transports over a real Kestrel on a free port, with <see cref="TransportSchema"/> behind them.</summary>
public sealed class TransportHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private TransportHost(WebApplication app, TransportSchema schema)
    {
        this.app = app;
        Schema = schema;
        Address = new Uri(app.Urls.Single());
        GraphQL = new Uri(Address, "/graphql");
        WebSocket = new UriBuilder(GraphQL) { Scheme = "ws" }.Uri;
        Client = new HttpClient { BaseAddress = Address };
    }

    /// <summary>The server.</summary>
    public Uri Address { get; }

    /// <summary>The endpoint for HTTP.</summary>
    public Uri GraphQL { get; }

    /// <summary>The endpoint for WebSockets.</summary>
    public Uri WebSocket { get; }

    /// <summary>A client of the server.</summary>
    public HttpClient Client { get; }

    /// <summary>What is behind the server.</summary>
    public TransportSchema Schema { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Changes options.</param>
    /// <param name="webRoot">Where static files are; null for none.</param>
    public static async Task<TransportHost> StartAsync(Action<GraphQLServerOptions>? configure = null, string? webRoot = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { WebRootPath = webRoot });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddGraphQLTransports().Configure(options => configure?.Invoke(options));
        var schema = new TransportSchema();
        var executor = new RequestExecutor(schema.Build());
        builder.Services.AddSingleton(executor);
        var app = builder.Build();
        app.MapGraphQL();
        app.MapGraphQLSchema();
        await app.StartAsync();
        return new TransportHost(app, schema);
    }

    /// <summary>Stops the server as a signal would, waiting for what is under way.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => app.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
