using CrmGraph.Connectors.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.Erp;

/// <summary>Registers the kinds of ERPs, and one connector for each section <c>Connectors:Erp:&lt;key&gt;</c> of such a kind.</summary>
internal sealed class ErpRegistration(IServiceCollection services, IConfiguration configuration)
{
    private readonly List<string> _kinds = [];

    /// <summary>The names of the kinds, for messages.</summary>
    internal IReadOnlyList<string> Kinds => _kinds;

    /// <summary>The section of all ERPs.</summary>
    internal const string Section = "Connectors:Erp";

    /// <summary>Registers a kind.</summary>
    /// <param name="kind">What <c>Kind</c> says in the configuration, in any case.</param>
    /// <param name="create">Makes the connector of a key.</param>
    /// <typeparam name="TOptions">Its settings.</typeparam>
    /// <typeparam name="TValidator">What checks them.</typeparam>
    internal ErpRegistration Add<TOptions, TValidator>(string kind, Func<IServiceProvider, string, TOptions, IErpConnector> create)
        where TOptions : ErpOptions
        where TValidator : ErpOptionsValidator<TOptions>
    {
        _kinds.Add(kind);
        var sections = configuration.GetSection(Section).GetChildren().Where(s => string.Equals(s["Kind"], kind, StringComparison.OrdinalIgnoreCase)).ToList();
        if (sections.Count == 0) return this;
        services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
        foreach (var section in sections)
        {
            var key = section.Key;
            services.AddOptions<TOptions>(key).Bind(section).ValidateOnStart();
            services.AddSingleton(provider =>
            {
                var options = provider.GetRequiredService<IOptionsMonitor<TOptions>>().Get(key);
                return new ErpSystem(create(provider, key, options), options);
            });
        }

        return this;
    }

    /// <summary>Registers what runs the ledger, and refuses sections of which the kind is unknown.</summary>
    internal void Complete()
    {
        var sections = configuration.GetSection(Section).GetChildren().ToList();
        var unknown = sections.Where(s => !_kinds.Contains(s["Kind"] ?? "", StringComparer.OrdinalIgnoreCase)).Select(s => s.Key).ToList();
        services.AddOptions<ErpSections>().Configure(o => o.Unknown = unknown)
            .Validate(o => o.Unknown.Count == 0, string.Join(' ', unknown.Select(key => $"{Section}:{key}:Kind must be one of {string.Join(", ", _kinds)}.")))
            .ValidateOnStart();
        services.AddSingleton<ErpDirectory>();
        if (sections.Count == 0) return;
        services.AddSingleton<ErpIntake>();
        services.AddSingleton<ErpAttempt>();
        services.AddSingleton<ErpInvoicePoll>();
        services.AddSingleton<ErpRunner>();
        services.AddSingleton<IConnectorReporter, ErpReporter>();
        services.AddHostedService<ErpWorkers>();
    }

    private sealed class ErpSections
    {
        internal List<string> Unknown { get; set; } = [];
    }
}

/// <summary>The ERPs that are configured, by their keys.</summary>
internal sealed class ErpDirectory(IEnumerable<ErpSystem> systems)
{
    private readonly Dictionary<string, ErpSystem> _byKey = systems.ToDictionary(s => s.Key, StringComparer.Ordinal);

    /// <summary>All of them, by their keys.</summary>
    internal IEnumerable<ErpSystem> All => _byKey.Values.OrderBy(s => s.Key, StringComparer.Ordinal);

    /// <summary>One of them; null if there is none of that key.</summary>
    internal ErpSystem? Find(string key) => _byKey.GetValueOrDefault(key);
}
