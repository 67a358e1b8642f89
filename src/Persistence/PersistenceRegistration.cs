using CrmGraph.Domain.Duplicates;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.Events;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmGraph.Persistence;

/// <summary>What every provider registers.</summary>
public static class PersistenceRegistration
{
    /// <summary>
    /// Registers the context (scoped, and a factory for work outside a request), pooled, with the <see cref="DomainEventFeed"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="useProvider">Chooses the provider.</param>
    public static IServiceCollection AddCrmPersistence(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> useProvider)
    {
        services.TryAddSingleton<DomainEventFeed>();
        services.TryAddSingleton<DomainEventInterceptor>();
        services.TryAddSingleton(PhoneNumbers.Chinese);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MatchKeyInterceptor>();
        services.TryAddScoped<DuplicateFinder>();
        services.TryAddScoped<DuplicateGuard>();
        services.TryAddScoped<CustomerMatching>();
        services.TryAddScoped(provider => new LeadWriter(
            provider.GetRequiredService<CrmDbContext>(), provider.GetRequiredService<PhoneNumbers>(), provider.GetRequiredService<DomainEventInterceptor>()));
        services.AddPooledDbContextFactory<CrmDbContext>((provider, options) =>
        {
            // before the provider's own interceptors: events leave while a provider still holds back the next writer
            options.AddInterceptors(provider.GetRequiredService<DomainEventInterceptor>(), provider.GetRequiredService<MatchKeyInterceptor>());
            useProvider(provider, options);
        });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext());
        return services;
    }
}
