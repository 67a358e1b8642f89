using CrmGraph.Api.Capture;
using CrmGraph.Api.Events;
using CrmGraph.Api.Jobs;
using CrmGraph.Domain.Duplicates;
using CrmGraph.GraphQL.AspNetCore;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Hosting;

/// <summary>Binds the host's own sections and checks them before anything starts.</summary>
internal static class CrmOptions
{
    /// <summary>The section of the limits of GraphQL.</summary>
    public const string GraphQLSection = "GraphQL";

    private const int LargestRequest = 64 << 20;

    /// <summary>Registers <see cref="DatabaseOptions"/>, <see cref="DemoOptions"/>, <see cref="OrganisationOptions"/>, <see cref="CaptureOptions"/>, <see cref="EventOptions"/>, <see cref="DuplicateOptions"/>, <see cref="HealthOptions"/>, <see cref="GraphQLLimitOptions"/> and the limits of the transports.</summary>
    public static void AddCrmOptions(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSection<DatabaseOptions>("Database");
        services.AddSection<DemoOptions>("Demo");
        services.AddSection<OrganisationOptions>("Organisation");
        services.AddSection<CaptureOptions>("Capture");
        services.AddSection<EventOptions>("Events");
        services.AddSection<DuplicateOptions>("Duplicates");
        services.AddSection<JobOptions>(JobOptions.Section);
        services.AddSingleton(provider => new PhoneNumbers(provider.GetRequiredService<IOptions<DuplicateOptions>>().Value.DefaultCountry));
        services.AddSection<HealthOptions>("Health");
        services.AddSection<GraphQLLimitOptions>(GraphQLSection);
        services.AddOptions<GraphQLServerOptions>()
            .Configure(transports =>
            {
                transports.Ide = builder.Environment.IsDevelopment();
                // An import of 100,000 leads is one request. Nobody sends a body before being signed in, and a document stays limited by MaxDocumentBytes.
                transports.MaxRequestBodyBytes = LargestRequest;
            })
            .BindConfiguration(GraphQLSection);
    }

    /// <summary>Checks all options now. The host would do so later and log a stack trace.</summary>
    /// <exception cref="OptionsValidationException">A value is out of its range.</exception>
    public static void CheckOptions(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    private static void AddSection<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>>(new SectionValidator<TOptions>(section));
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
    }
}
