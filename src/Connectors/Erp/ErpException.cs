namespace CrmGraph.Connectors.Erp;

/// <summary>A request to an ERP did not do what it should.</summary>
/// <param name="kind">What is known of its effect.</param>
/// <param name="message">What went wrong, for operators; without secrets.</param>
/// <param name="statusCode">The HTTP status, if there was an answer.</param>
/// <param name="retryAfter">For how long the ERP wants to be left alone.</param>
/// <param name="inner">What caused it.</param>
public sealed class ErpException(ErpFailure kind, string message, int? statusCode = null, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What is known of its effect.</summary>
    public ErpFailure Kind { get; } = kind;

    /// <summary>The HTTP status, if there was an answer.</summary>
    public int? StatusCode { get; } = statusCode;

    /// <summary>For how long the ERP wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>What is known of a request that failed.</summary>
public enum ErpFailure
{
    /// <summary>It never left, or was turned away before anything happened: the same request may be sent again.</summary>
    NotSent,

    /// <summary>The ERP has refused it for a reason of its own; nothing happened, and the same request will be refused again until somebody changes something.</summary>
    Refused,

    /// <summary>The ERP wants fewer requests; nothing happened.</summary>
    Throttled,

    /// <summary>It may have taken effect: no answer, half an answer, or one that says nothing.</summary>
    Unknown,
}
