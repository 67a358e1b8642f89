using CrmGraph.Connectors.Bus;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Deliveries;
using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.BusinessCentral;
using CrmGraph.Connectors.Erp.Kingdee;
using CrmGraph.Connectors.Erp.Tryton;
using CrmGraph.Connectors.Erp.Webhook;
using CrmGraph.Connectors.Erp.YonBip;
using CrmGraph.Connectors.MicrosoftGraph;
using CrmGraph.Connectors.Telemetry;
using CrmGraph.Connectors.Webhooks;
using CrmGraph.Persistence.EventLog;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors;

/// <summary>Registers what carries events to other systems.</summary>
public static class ConnectorsRegistration
{
    /// <summary>Registers the bus with its dispatcher, the inbox, webhooks and their figures.</summary>
    /// <param name="services">The services; persistence is among them.</param>
    /// <param name="configuration">Where <c>Messaging</c> and <c>Connectors</c> are.</param>
    /// <param name="transport">Over what events are handed to others.</param>
    public static IServiceCollection AddCrmConnectors(this IServiceCollection services, IConfiguration configuration, MessagingTransport transport)
    {
        services.AddSingleton(Options.Create(new MessagingOptions { Transport = transport }));
        services.AddCrmBus(configuration, transport);
        services.TryAddSingleton<EventDocument>();
        services.AddWebhooks(configuration);
        services.AddErp(configuration);
        services.AddMicrosoftGraph(configuration);
        services.AddSingleton<ConnectorDirectory>();
        services.AddSingleton<DeliveryIntake>();
        services.AddSingleton<DeliveryAttempt>();
        services.AddSingleton<DeliveryPump>();
        services.AddSingleton<ConnectorMetrics>();
        services.AddSingleton<LagMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<LagMonitor>());
        services.AddHostedService<ConnectorWorkers>();
        services.AddSingleton(provider => new ConnectorOperations(
            provider.GetRequiredService<ConnectorDirectory>(), provider.GetRequiredService<EventLogSignal>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new EventFlow(
            provider.GetRequiredService<LagMonitor>(), provider.GetRequiredService<BusHealth>(), provider.GetRequiredService<IOptions<MessagingOptions>>()));
        services.AddSingleton<IConnectorReporter, DeliveryReporter>();
        services.AddSingleton(provider => new ConnectorReport(provider.GetServices<IConnectorReporter>()));
        return services;
    }

    /// <summary>Has each connector that has never been seen begin where the event log ends now; call it before anything is served.</summary>
    public static async Task StartConnectorsAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var intake = services.GetRequiredService<DeliveryIntake>();
        foreach (var connector in services.GetRequiredService<ConnectorDirectory>().Enabled) await intake.StartAsync(connector, cancellationToken);
        foreach (var system in services.GetRequiredService<ErpDirectory>().All) await services.GetRequiredService<ErpIntake>().StartAsync(system, cancellationToken);
    }

    // a new kind is one line here
    private static void AddErp(this IServiceCollection services, IConfiguration configuration) => new ErpRegistration(services, configuration)
        .Add<TrytonOptions, TrytonOptionsValidator>(TrytonConnector.KindName, (provider, key, options) => new TrytonConnector(key, options, provider.GetRequiredService<TimeProvider>()))
        .Add<KingdeeOptions, KingdeeOptionsValidator>("Kingdee", (provider, key, options) => new KingdeeConnector(key, options, provider.GetRequiredService<TimeProvider>()))
        .Add<YonBipOptions, YonBipOptionsValidator>("YonBip", (provider, key, options) => new YonBipConnector(key, options, provider.GetRequiredService<TimeProvider>()))
        .Add<BusinessCentralOptions, BusinessCentralOptionsValidator>(
            "BusinessCentral", (provider, key, options) => new BusinessCentralConnector(key, options, provider.GetRequiredService<TimeProvider>()))
        .Add<WebhookErpOptions, WebhookErpOptionsValidator>("Webhook", (provider, key, options) => new WebhookErpConnector(key, options, provider.GetRequiredService<TimeProvider>()))
        .Complete();

    private static void AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhooksOptions>().Configure(options => configuration.GetSection(WebhooksOptions.Section).Bind(options.Endpoints)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhooksOptions>, WebhookOptionsValidator>();
        foreach (var endpoint in configuration.GetSection(WebhooksOptions.Section).GetChildren())
        {
            services.AddSingleton<IPushConnector>(provider => new WebhookConnector(
                endpoint.Key, provider.GetRequiredService<IOptions<WebhooksOptions>>().Value.Endpoints[endpoint.Key], provider.GetRequiredService<TimeProvider>()));
        }
    }
}
