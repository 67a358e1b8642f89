using CrmGraph.GraphQL.AspNetCore.Http;
using CrmGraph.GraphQL.AspNetCore.Requests;
using CrmGraph.GraphQL.AspNetCore.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>Maps the transports to routes.</summary>
public static class GraphQLEndpointRouteBuilderExtensions
{
    internal static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder endpoints, string path, ExecuteRequest execute)
    {
        var services = endpoints.ServiceProvider;
        var transport = new GraphQLTransport(
            execute,
            services.GetRequiredService<IOptions<GraphQLServerOptions>>().Value,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("CrmGraph.GraphQL.AspNetCore"));
        var http = new HttpTransport(transport);
        var webSockets = new WebSocketTransport(transport);
        var pipeline = endpoints.CreateApplicationBuilder().UseWebSockets();
        pipeline.Run(context => context.WebSockets.IsWebSocketRequest ? webSockets.HandleAsync(context) : http.HandleAsync(context));
        return endpoints.Map(path, pipeline.Build()).WithDisplayName("GraphQL");
    }
}
