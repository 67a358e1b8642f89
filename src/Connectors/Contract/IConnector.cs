namespace CrmGraph.Connectors.Contract;

/// <summary>A connection to another system, as the configuration names it.</summary>
public interface IConnector
{
    /// <summary>What operators call it; unique, and stable over restarts.</summary>
    string Key { get; }

    /// <summary>What it is, e.g. <c>Webhook</c>.</summary>
    string Kind { get; }

    /// <summary>Whether the configuration wants it to run.</summary>
    bool IsEnabled { get; }
}
