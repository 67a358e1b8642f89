using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Sync;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Registers the connector, if the configuration wants it to run; else there is nothing of it but the check of the settings.</summary>
internal static class GraphRegistration
{
    internal static void AddMicrosoftGraph(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(GraphOptions.Section);
        services.AddOptions<GraphOptions>().Configure(options => options.Read(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphOptions>, GraphOptionsValidator>();
        services.AddSingleton(provider => new KeyedHashes(provider.GetRequiredService<IDbContextFactory<CrmDbContext>>(), GraphSources.Connector));
        services.AddSingleton<GraphMailboxes>();
        if (!bool.TryParse(section[nameof(GraphOptions.Enabled)], out var isEnabled) || !isEnabled) return;
        services.AddSingleton<GraphConnection>();
        services.AddSingleton<GraphBatch>();
        services.AddSingleton<GraphSources>();
        services.AddSingleton<ItemIntake>();
        services.AddSingleton<FolderSync>();
        services.AddSingleton<MailSync>();
        services.AddSingleton<CalendarSync>();
        services.AddSingleton<LookupSync>();
        services.AddSingleton<SubscriptionSync>();
        services.AddSingleton<OutboxSync>();
        services.AddSingleton<GraphNotifications>();
        services.AddSingleton<ISyncConnector, GraphConnector>();
        services.AddSingleton<SyncSteps>();
        services.AddHostedService<SyncRunner>();
        services.AddSingleton<IConnectorReporter, SyncReporter>();
    }
}
