namespace CrmGraph.Domain.Erp;

/// <summary>One step of one attempt, as it went: the ledger is never rewritten.</summary>
public sealed class ErpSyncStep
{
    internal const int LongestNote = 500;

    private ErpSyncStep() => (Outcome, Note) = ("", null);

    /// <summary>The entry of the deal.</summary>
    public ErpSyncId ErpSyncId { get; private set; }

    /// <summary>Counts the steps of the entry from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>Which attempt it belongs to, from 1.</summary>
    public int Attempt { get; private set; }

    /// <summary>What was done.</summary>
    public ErpStep Step { get; private set; }

    /// <summary>When it ended; for <c>STARTED</c> when it began.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>STARTED is written before a request that changes something leaves; then DONE, UNKNOWN, REFUSED, FAILED or THROTTLED.</summary>
    public string Outcome { get; private set; }

    /// <summary>SHA-256 of what was sent, in hexadecimal digits; null where nothing was.</summary>
    public string? RequestHash { get; private set; }

    /// <summary>The HTTP status of the answer, if there was one.</summary>
    public int? StatusCode { get; private set; }

    /// <summary>What came of it, in a line without secrets.</summary>
    public string? Note { get; private set; }

    internal static ErpSyncStep Create(ErpSyncId sync, int sequence, int attempt, ErpStep step, ErpStepResult result, DateTimeOffset at) => new()
    {
        ErpSyncId = sync,
        Sequence = sequence,
        Attempt = attempt,
        Step = step,
        At = at,
        Outcome = result.Outcome,
        RequestHash = result.RequestHash,
        StatusCode = result.StatusCode,
        Note = result.Note is { Length: > LongestNote } note ? note[..LongestNote] : result.Note,
    };
}

/// <summary>How a step went.</summary>
/// <param name="Outcome">STARTED, DONE, UNKNOWN, REFUSED, FAILED or THROTTLED.</param>
/// <param name="RequestHash">SHA-256 of what was sent, if something was.</param>
/// <param name="StatusCode">The HTTP status of the answer, if there was one.</param>
/// <param name="Note">What came of it, without secrets; only its first 500 characters are kept.</param>
public sealed record ErpStepResult(string Outcome, string? RequestHash = null, int? StatusCode = null, string? Note = null);
