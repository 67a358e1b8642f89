using CrmGraph.Persistence;

namespace CrmGraph.Connectors.Contract;

/// <summary>How all connections to other systems are, for operators.</summary>
public sealed class ConnectorReport
{
    /// <summary>The key of the bus in the report; no connector can have it.</summary>
    public const string Bus = "bus";

    private readonly IReadOnlyList<IConnectorReporter> _reporters;

    internal ConnectorReport(IEnumerable<IConnectorReporter> reporters) => _reporters = [.. reporters];

    /// <summary>The bus, then all connectors by their keys.</summary>
    public async Task<IReadOnlyList<Connector>> ReadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var all = new List<Connector>();
        foreach (var reporter in _reporters) all.AddRange(await reporter.ReadAsync(db, cancellationToken));
        return [.. all.OrderBy(c => c.Key != Bus).ThenBy(c => c.Key, StringComparer.Ordinal)];
    }
}
