namespace CrmGraph.Connectors.Telemetry;

/// <summary>How far everybody is behind the end of the event log.</summary>
/// <param name="Head">The newest position of the log.</param>
/// <param name="TailLag">How many events this node has not read yet.</param>
/// <param name="BusLag">How many events have not been published on the bus yet.</param>
/// <param name="BusLagTime">For how long the oldest of those has been waiting.</param>
/// <param name="Connectors">The connectors that are enabled.</param>
internal sealed record EventLag(long Head, long TailLag, long BusLag, TimeSpan BusLagTime, IReadOnlyList<ConnectorDepth> Connectors)
{
    internal static readonly EventLag None = new(0, 0, 0, TimeSpan.Zero, []);
}

/// <summary>What a connector has before it.</summary>
/// <param name="Key">The connector.</param>
/// <param name="Behind">How many events of the log it has not taken in yet, wanted or not.</param>
/// <param name="Waiting">How many events wait in its inbox.</param>
/// <param name="Dead">How many events it has given up.</param>
internal sealed record ConnectorDepth(string Key, long Behind, int Waiting, int Dead);
