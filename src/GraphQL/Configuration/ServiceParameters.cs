namespace CrmGraph.GraphQL.Configuration;

/// <summary>Gets services for parameters. Called by compiled binders.</summary>
internal static class ServiceParameters
{
    /// <summary>A service; the default if there is none and none is needed.</summary>
    /// <exception cref="InvalidOperationException">There is none and one is needed.</exception>
    public static T? Get<T>(IServiceProvider services, bool nullable) => services.GetService(typeof(T)) switch
    {
        T service => service,
        _ when nullable => default,
        _ => throw new InvalidOperationException($"No service of type {typeof(T).Name} is registered."),
    };
}
