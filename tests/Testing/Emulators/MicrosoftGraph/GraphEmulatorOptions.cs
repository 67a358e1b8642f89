namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>What the emulator demands and allows; as in the real service unless a test says otherwise.</summary>
public sealed record GraphEmulatorOptions
{
    /// <summary>The tenant that asks for tokens.</summary>
    public string TenantId { get; init; } = "7a4bb1b6-3c1f-4d0e-9f0c-1d2e3f405162";

    /// <summary>The app that asks for tokens.</summary>
    public string ClientId { get; init; } = "c0ffee00-1111-4222-8333-444455556666";

    /// <summary>The app's secret.</summary>
    public string ClientSecret { get; init; } = "emulated-secret~Q8x.7Zt";

    /// <summary>The app's certificate as DER, for signed assertions; without one assertions are refused.</summary>
    public byte[]? ClientCertificate { get; init; }

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How long a token lives.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many requests of one mailbox may run at the same time.</summary>
    public int ConcurrentPerMailbox { get; init; } = 4;

    /// <summary>How many requests one mailbox answers within <see cref="Window"/>.</summary>
    public int RequestsPerWindow { get; init; } = 10_000;

    /// <summary>The time in which requests of a mailbox are counted.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a request of a mailbox runs at least, in real time, so that requests at the same time are seen as such.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(3);

    /// <summary>What a throttled client is told to wait.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many items a page holds when the client does not say.</summary>
    public int PageSize { get; init; } = 10;

    /// <summary>How many messages a delta round with a filter by date returns at most.</summary>
    public int FilteredDeltaLimit { get; init; } = 5_000;

    /// <summary>
    /// Whether the repetition of a transactionId is refused by 409 ErrorDuplicateTransactionId; else it answers with the event that is
    /// there. The documentation only promises that there is no second event.
    /// </summary>
    public bool IsRepeatedTransactionRefused { get; init; }

    /// <summary>
    /// Whether calendarView/delta says of an occurrence only what differs from its series (id, type, seriesMasterId, start, end), as the
    /// service does.
    /// </summary>
    public bool AreOccurrencesBrief { get; init; } = true;
}
