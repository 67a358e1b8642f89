namespace CrmGraph.Persistence.Leases;

/// <summary>The right of one node to do something alone for a while. A node that is gone loses it by the clock.</summary>
internal sealed class Lease
{
    /// <summary>What is done.</summary>
    public required string Name { get; init; }

    /// <summary>The node that does it.</summary>
    public required string Holder { get; init; }

    /// <summary>Until when, unless it is renewed; from then on anybody may take it.</summary>
    public required DateTimeOffset Until { get; init; }
}
