namespace CrmGraph.Connectors.Contract;

/// <summary>How an attempt to send an event ended.</summary>
public abstract record PushResult
{
    private PushResult(int? statusCode, string? error) => (StatusCode, Error) = (statusCode, error);

    /// <summary>The HTTP status, if there was an answer.</summary>
    public int? StatusCode { get; }

    /// <summary>What went wrong, for operators; it holds no secret and nothing that the other side wrote.</summary>
    public string? Error { get; }

    /// <summary>The other side has it.</summary>
    /// <param name="Status">The HTTP status.</param>
    public sealed record Delivered(int? Status = null) : PushResult(Status, null);

    /// <summary>It did not work this time.</summary>
    /// <param name="Status">The HTTP status, if there was an answer.</param>
    /// <param name="Reason">What went wrong.</param>
    public sealed record Failed(int? Status, string Reason) : PushResult(Status, Reason);

    /// <summary>The other side wants to be left alone for a while, with everything.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Reason">What it answered.</param>
    /// <param name="RetryAfter">For how long; null if it did not say.</param>
    public sealed record Throttled(int Status, string Reason, TimeSpan? RetryAfter) : PushResult(Status, Reason);

    /// <summary>The other side never wants anything again.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Reason">What it answered.</param>
    public sealed record Gone(int Status, string Reason) : PushResult(Status, Reason);
}
