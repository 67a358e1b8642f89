namespace CrmGraph.Persistence.Idempotency;

/// <summary>What the first request with an idempotency key was answered; written in the transaction of what that request changed.</summary>
internal sealed class IdempotentAnswer
{
    /// <summary>SHA-256 of the caller and the key: of one length, however keys are written and databases compare text.</summary>
    public required byte[] Id { get; init; }

    /// <summary>SHA-256 of what was asked.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The response, byte for byte; empty while the transaction is open, which nobody else sees.</summary>
    public byte[] Response { get; init; } = [];

    /// <summary>When the key was used; it is forgotten a day later.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
