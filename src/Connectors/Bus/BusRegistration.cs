using CrmGraph.Connectors.Cluster;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Bus;

/// <summary>Registers the bus.</summary>
internal static class BusRegistration
{
    private static readonly TimeSpan[] RetryDelays = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];

    /// <summary>Registers MassTransit over what the options say, the dispatcher and the consumers.</summary>
    internal static IServiceCollection AddCrmBus(this IServiceCollection services, IConfiguration configuration, MessagingTransport transport)
    {
        var node = new NodeName();
        services.AddSingleton(node);
        services.AddSingleton<SingleRunner>();
        services.AddSingleton<BusHealth>();
        services.AddHostedService<EventDispatcher>();
        // what goes wrong with the bus is said once by the dispatcher and shown by readiness, not every few seconds
        services.AddLogging(logging => logging.AddFilter("MassTransit", LogLevel.Critical));
        services.AddMassTransit(bus =>
        {
            // it would report what is used here to the vendor
            bus.DisableUsageTelemetry();
            bus.AddConsumer<DeliveryIntakeConsumer>(consumer =>
            {
                consumer.ConcurrentMessageLimit = 1;
                consumer.UseMessageRetry(retry => retry.Intervals(RetryDelays));
            }).Endpoint(endpoint => endpoint.Name = DeliveryIntakeConsumer.Queue);
            if (transport == MessagingTransport.InMemory)
            {
                bus.UsingInMemory((context, memory) => memory.ConfigureEndpoints(context));
                return;
            }

            bus.AddConsumer<EventsCommittedConsumer>().Endpoint(endpoint =>
            {
                endpoint.Name = $"crmgraph-node-{node.Value}";
                endpoint.Temporary = true;
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.ConnectTo(configuration);
                rabbit.ConfigureEndpoints(context);
            });
        });
        if (transport == MessagingTransport.RabbitMq) services.AddHostedService<CommitBroadcast>();
        return services;
    }

    private static void ConnectTo(this IRabbitMqBusFactoryConfigurator rabbit, IConfiguration configuration)
    {
        if (!RabbitAddress.TryParse(configuration.GetConnectionString(MessagingOptions.ConnectionString), out var address))
            throw new InvalidOperationException("The address of RabbitMQ has not been checked.");
        rabbit.Host(address.Host, address.Port, address.VirtualHost, host =>
        {
            host.Username(address.User);
            host.Password(address.Password);
            host.PublisherConfirmation = true;
            host.Heartbeat(TimeSpan.FromSeconds(10));
            if (address.UsesTls) host.UseSsl(tls => tls.ServerName = address.Host);
        });
    }
}
