namespace CrmGraph.Connectors.Erp;

/// <summary>An ERP that is configured.</summary>
/// <param name="Connector">How it is spoken to.</param>
/// <param name="Options">Its settings.</param>
internal sealed record ErpSystem(IErpConnector Connector, ErpOptions Options)
{
    /// <summary>What operators call it.</summary>
    internal string Key => Connector.Key;

    /// <summary>The name of its lease, and that under which its position in the event log is kept.</summary>
    internal string Reader => $"erp:{Connector.Key}";
}
