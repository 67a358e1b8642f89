using CrmGraph.Connectors.Contract;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>The connectors that are configured, by their keys.</summary>
internal sealed class ConnectorDirectory(IEnumerable<IPushConnector> connectors)
{
    private readonly Dictionary<string, IPushConnector> _byKey = connectors.ToDictionary(c => c.Key, StringComparer.Ordinal);

    /// <summary>All of them, by their keys.</summary>
    internal IEnumerable<IPushConnector> All => _byKey.Values.OrderBy(c => c.Key, StringComparer.Ordinal);

    /// <summary>Those that the configuration wants to run.</summary>
    internal IEnumerable<IPushConnector> Enabled => All.Where(c => c.IsEnabled);

    /// <summary>One of them; null if there is none of that key.</summary>
    internal IPushConnector? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The name under which the position of a connector is kept.</summary>
    internal static string ReaderOf(string key) => $"connector:{key}";
}
