using CrmGraph.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>Registers the GraphQL server of a host.</summary>
public static class GraphQLServerServiceCollectionExtensions
{
    /// <summary>
    /// Registers schema, executor and transports. The schema is built when the host starts, so that a mistake in it stops the start.
    /// </summary>
    public static GraphQLServerBuilder AddGraphQLServer(this IServiceCollection services)
    {
        var builder = new GraphQLServerBuilder(services);
        services.AddGraphQLTransports();
        services.TryAddSingleton(builder.BuildSchema);
        services.TryAddSingleton(builder.BuildExecutor);
        services.AddHostedService<SchemaAtStart>();
        return builder;
    }

    /// <summary>Asks for the executor, and thereby builds the schema, before the first request is taken.</summary>
    private sealed class SchemaAtStart(RequestExecutor executor) : Microsoft.Extensions.Hosting.IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(executor);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
