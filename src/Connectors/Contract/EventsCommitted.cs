namespace CrmGraph.Connectors.Contract;

/// <summary>Tells all nodes that the log has grown, so that they need not wait until they look again. It may get lost; the log does not.</summary>
public sealed record EventsCommitted
{
    /// <summary>The newest position that the sender has seen.</summary>
    public required long Position { get; init; }
}
