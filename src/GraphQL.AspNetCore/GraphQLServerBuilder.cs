using System.Collections.Concurrent;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Loading;
using CrmGraph.GraphQL.TypeSystem;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>Collects the schema and the options of the one GraphQL server of a host.</summary>
public sealed class GraphQLServerBuilder
{
    private readonly List<Action<SchemaBuilder, IServiceProvider>> schema = [];
    private readonly List<Func<ExecutorOptions, ExecutorOptions>> options = [];
    private Action<GraphQLRequest, IServiceProvider> scopeOpened = static (_, _) => { };

    internal GraphQLServerBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds to the schema.</summary>
    public GraphQLServerBuilder ConfigureSchema(Action<SchemaBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        schema.Add((builder, _) => configure(builder));
        return this;
    }

    /// <summary>Adds to the schema with the help of services; only singletons can be asked for.</summary>
    public GraphQLServerBuilder ConfigureSchema(Action<SchemaBuilder, IServiceProvider> configure)
    {
        schema.Add(configure);
        return this;
    }

    /// <summary>Adds classes by their attributes; see <see cref="SchemaBuilder.AddType(Type)"/>.</summary>
    public GraphQLServerBuilder AddTypes(params IEnumerable<Type> types) => ConfigureSchema(builder =>
    {
        foreach (var type in types)
            builder.AddType(type);
    });

    /// <summary>Adds the definition of an object type.</summary>
    public GraphQLServerBuilder AddObjectType<TDefinition>()
        where TDefinition : ObjectTypeDefinition, new() => ConfigureSchema(builder => builder.AddObjectType<TDefinition>());

    /// <summary>Makes all mutations answer with payloads; see <see cref="SchemaBuilder.AddMutationConventions{TError}"/>.</summary>
    public GraphQLServerBuilder AddMutationConventions<TError>(Func<Exception, IReadOnlyList<TError>?> map)
        where TError : class => ConfigureSchema(builder => builder.AddMutationConventions(map));

    /// <summary>Says what type <see cref="GraphQLRequest.Caller"/> has, so that resolvers can take it as a parameter.</summary>
    public GraphQLServerBuilder AddCaller<TCaller>()
        where TCaller : class => ModifyOptions(o => o.CallerType = typeof(TCaller));

    /// <summary>Changes what the schema builder knows of the host.</summary>
    public GraphQLServerBuilder ModifyOptions(Action<SchemaOptions> modify) => ConfigureSchema(builder => builder.ModifyOptions(modify));

    /// <summary>Changes how requests are run: limits, time-out, caches.</summary>
    public GraphQLServerBuilder ModifyRequestOptions(Func<ExecutorOptions, ExecutorOptions> modify)
    {
        options.Add(modify);
        return this;
    }

    /// <summary>Tells the services of each scope, before a resolver gets them, for which request they work.</summary>
    public GraphQLServerBuilder OnScopeOpened(Action<GraphQLRequest, IServiceProvider> tell)
    {
        scopeOpened += tell;
        return this;
    }

    /// <summary>Turns exceptions that resolvers throw into errors that clients may read; a filter that answers null leaves it to the next.</summary>
    public GraphQLServerBuilder AddErrorFilter(Func<Exception, GraphQLError?> filter) => ModifyRequestOptions(o =>
    {
        var earlier = o.ErrorFilter;
        return o with { ErrorFilter = exception => earlier(exception) ?? filter(exception) };
    });

    /// <summary>Builds the schema.</summary>
    /// <exception cref="SchemaException">The classes make no valid schema.</exception>
    internal Schema BuildSchema(IServiceProvider services)
    {
        var builder = new SchemaBuilder();
        if (services.GetService<IServiceProviderIsService>() is { } known)
            builder.ModifyOptions(o => o.IsService = known.IsService);
        foreach (var configure in schema)
            configure(builder, services);
        return builder.Build();
    }

    internal RequestExecutor BuildExecutor(IServiceProvider services)
    {
        var log = services.GetRequiredService<ILogger<RequestExecutor>>();
        var loaders = new ConcurrentDictionary<Type, ObjectFactory>();
        var made = new ExecutorOptions
        {
            Time = services.GetRequiredService<TimeProvider>(),
            CreateScope = OpenScope,
            RootServices = services,
            CreateLoader = (provider, type) => (DataLoader)(provider.GetService(type) ?? loaders.GetOrAdd(type, NewLoader)(provider, null)),
            OnMaskedException = (errorId, exception) => ExecutionLog.Masked(log, exception, errorId),
        };
        return new RequestExecutor(services.GetRequiredService<Schema>(), options.Aggregate(made, (current, modify) => modify(current)));
    }

    private static ObjectFactory NewLoader(Type type) => ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);

    private ResolverScope OpenScope(GraphQLRequest request)
    {
        var scope = request.Services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scopeOpened(request, scope.ServiceProvider);
        return new ResolverScope(scope.ServiceProvider, scope);
    }
}
