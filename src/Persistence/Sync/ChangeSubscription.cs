namespace CrmGraph.Persistence.Sync;

/// <summary>A subscription of ours at another system, which tells us that something has changed.</summary>
public sealed class ChangeSubscription
{
    /// <summary>Identifies it; what the other side says to prove itself is derived from it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connector.</summary>
    public required string Connector { get; init; }

    /// <summary>Which account of the other system it is about.</summary>
    public required string Account { get; init; }

    /// <summary>What kind of sources it wakes.</summary>
    public required string Kind { get; init; }

    /// <summary>What the other side calls it.</summary>
    public required string RemoteId { get; set; }

    /// <summary>When it ends unless it is renewed.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it is to be renewed.</summary>
    public required DateTimeOffset RenewAt { get; set; }
}

/// <summary>A random key that hashes of a connector are made with, so that they say nothing to whoever has only them.</summary>
internal sealed class HashKey
{
    /// <summary>The connector.</summary>
    public required string Connector { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Secret { get; init; }
}
