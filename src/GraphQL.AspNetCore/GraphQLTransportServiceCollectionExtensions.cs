using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>Registers what the transports need.</summary>
public static class GraphQLTransportServiceCollectionExtensions
{
    /// <summary>Registers <see cref="GraphQLServerOptions"/>, checked at start, and the clock. Routes are mapped by <c>MapGraphQL</c>.</summary>
    /// <returns>The options, for hosts that bind or change them.</returns>
    public static OptionsBuilder<GraphQLServerOptions> AddGraphQLTransports(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GraphQLServerOptions>, GraphQLServerOptionsValidator>());
        return services.AddOptions<GraphQLServerOptions>().ValidateOnStart();
    }
}
