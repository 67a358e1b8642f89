using CrmGraph.GraphQL.AspNetCore.Http;
using CrmGraph.GraphQL.AspNetCore.Ide;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.AspNetCore.WebSockets;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>Maps the transports to routes.</summary>
public static class GraphQLEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves GraphQL over HTTP, WebSocket and server-sent events at one path, with the <see cref="RequestExecutor"/> of the container;
    /// browsers that open the path get GraphiQL, whose files are below <c>/graphql/ide</c>.
    /// </summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path = "/graphql")
    {
        var services = endpoints.ServiceProvider;
        var transport = Transport(services);
        var http = new HttpTransport(transport);
        var webSockets = new WebSocketTransport(transport);
        var ide = transport.Options.Ide ? new IdePage(services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider) : null;
        if (ide is not null)
            endpoints.MapGet($"{IdePage.Folder}/{{**file}}", ide.SendFileAsync).WithDisplayName("GraphiQL");
        var pipeline = endpoints.CreateApplicationBuilder().UseWebSockets();
        pipeline.Run(context => context.WebSockets.IsWebSocketRequest
            ? webSockets.HandleAsync(context)
            : ide is not null && IdePage.IsWanted(context.Request) ? ide.SendPageAsync(context) : http.HandleAsync(context));
        return endpoints.Map(path, pipeline.Build()).WithDisplayName("GraphQL");
    }

    /// <summary>Serves the schema as SDL, to callers that may introspect it.</summary>
    public static IEndpointConventionBuilder MapGraphQLSchema(this IEndpointRouteBuilder endpoints, string path = "/graphql/schema.graphql")
    {
        var schema = endpoints.ServiceProvider.GetRequiredService<RequestExecutor>().Schema;
        var download = new SchemaDownload(Transport(endpoints.ServiceProvider), () => SchemaPrinter.Print(schema));
        return endpoints.Map(path, download.HandleAsync).WithDisplayName("GraphQL schema");
    }

    private static GraphQLTransport Transport(IServiceProvider services) => new(
        services.GetRequiredService<RequestExecutor>().ExecuteAsync,
        services.GetRequiredService<IOptions<GraphQLServerOptions>>().Value,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<IHostApplicationLifetime>(),
        services.GetRequiredService<ILoggerFactory>().CreateLogger("CrmGraph.GraphQL.AspNetCore"));
}
