using CrmGraph.Domain.Duplicates;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmGraph.Persistence;

/// <summary>What every provider registers.</summary>
public static class PersistenceRegistration
{
    /// <summary>
    /// Registers the context (scoped, and a factory for work outside a request), pooled, with the event log.
    /// The provider registers its <see cref="DatabaseDialect"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="useProvider">Chooses the provider.</param>
    public static IServiceCollection AddCrmPersistence(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> useProvider)
    {
        services.AddEventLog();
        services.TryAddSingleton(PhoneNumbers.Chinese);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MatchKeyInterceptor>();
        services.TryAddSingleton<ContentionInterceptor>();
        services.TryAddSingleton<PatientConnections>();
        services.TryAddScoped<DuplicateFinder>();
        services.TryAddScoped<DuplicateGuard>();
        services.TryAddScoped<CustomerMatching>();
        services.TryAddScoped(provider => new LeadWriter(
            provider.GetRequiredService<CrmDbContext>(), provider.GetRequiredService<PhoneNumbers>(), provider.GetRequiredService<EventLogInterceptor>()));
        services.AddPooledDbContextFactory<CrmDbContext>((provider, options) =>
        {
            // before the provider's own interceptors: events are written while a provider still holds back the next writer
            options.AddInterceptors(provider.GetRequiredService<EventLogInterceptor>(), provider.GetRequiredService<MatchKeyInterceptor>());
            options.AddInterceptors(provider.GetRequiredService<ContentionInterceptor>(), provider.GetRequiredService<PatientConnections>());
            useProvider(provider, options);
        });
        services.AddScoped(provider =>
        {
            var db = provider.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();
            db.Origin = provider.GetRequiredService<ChangeOrigin>();
            return db;
        });
        return services;
    }

    private static void AddEventLog(this IServiceCollection services)
    {
        services.TryAddSingleton(new EventNames((type, id) => $"{type}:{id}"));
        services.TryAddSingleton<EventJson>();
        services.TryAddSingleton<EventLogWriter>();
        services.TryAddSingleton<EventLogSignal>();
        services.TryAddSingleton<EventLogInterceptor>();
        services.TryAddSingleton<EventLogTail>();
        services.TryAddSingleton<EventCursors>();
        services.TryAddScoped<ChangeOrigin>();
    }
}
