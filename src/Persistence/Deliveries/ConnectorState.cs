namespace CrmGraph.Persistence.Deliveries;

/// <summary>What is remembered of a connector over restarts.</summary>
public sealed class ConnectorState
{
    /// <summary>The connector.</summary>
    public required string Key { get; init; }

    /// <summary>When something last went out.</summary>
    public DateTimeOffset? LastSyncAt { get; set; }

    /// <summary>When something last failed.</summary>
    public DateTimeOffset? LastErrorAt { get; set; }

    /// <summary>What failed then; null if something went out since.</summary>
    public string? LastError { get; set; }

    /// <summary>Nothing is sent before then: the other side asked for a pause.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>When the other side said that it wants nothing any more; nothing is sent until somebody enables the connector again.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}
