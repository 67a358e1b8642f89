using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Erp;

/// <summary>
/// The entry of a won deal in the ledger of one ERP: what was tried, what came of it, and what the ERP has. There is one for each
/// connector and deal, however often the deal is won, so that one deal is one order.
/// </summary>
public sealed class ErpSync : Aggregate<ErpSyncId>
{
    private const int LongestError = 500;

    private readonly List<ErpSyncStep> _steps = [];
    private readonly List<ErpInvoice> _invoices = [];

    private ErpSync() => (Connector, Key) = ("", "");

    /// <summary>The connector: the key in the configuration.</summary>
    public string Connector { get; private set; }

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>Whose deal it was when it was won.</summary>
    public UserId OwnerId { get; private set; }

    /// <summary>The team of the deal at that time.</summary>
    public TeamId? TeamId { get; private set; }

    /// <summary>What the order carries in the ERP as its reference; see <see cref="ErpKey"/>.</summary>
    public string Key { get; private set; }

    /// <summary>How it stands.</summary>
    public ErpSyncStatus Status { get; private set; }

    /// <summary>The step that was last begun.</summary>
    public ErpStep Step { get; private set; }

    /// <summary>SHA-256 of what the order was made of when it was last sent; null before.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>The ERP's own id of the order.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>The number of the order in the ERP.</summary>
    public string? ExternalNumber { get; private set; }

    /// <summary>Where people see the order.</summary>
    public string? ExternalUrl { get; private set; }

    /// <summary>What the order comes to in the ERP, without tax and in the currency of the deal, when it was last compared.</summary>
    public decimal? ExternalTotal { get; private set; }

    /// <summary>How often it has been tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>How many attempts have failed since somebody last asked for one.</summary>
    public int Failures { get; private set; }

    /// <summary>Why the last attempt failed, without secrets; null if it did not.</summary>
    public string? LastError { get; private set; }

    /// <summary>When it was last tried.</summary>
    public DateTimeOffset? LastAttemptAt { get; private set; }

    /// <summary>When it is tried, or looked at, next; null if nothing is to be done any more.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    /// <summary>When the deal was won.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the ERP first had the order, confirmed and compared.</summary>
    public DateTimeOffset? SyncedAt { get; private set; }

    /// <summary>Whether something was sent of which nobody learned what became of it, so that the order is looked for once more afterwards.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>When the invoices were last read; null before.</summary>
    public DateTimeOffset? InvoicesReadAt { get; private set; }

    /// <summary>When the invoices are read next; null until the ERP has the order.</summary>
    public DateTimeOffset? InvoicesDueAt { get; private set; }

    /// <summary>What keeps payments in the ERP from being booked on the contract; null if nothing does.</summary>
    public string? PaymentProblem { get; private set; }

    /// <summary>What was done, in order.</summary>
    public IReadOnlyList<ErpSyncStep> Steps => _steps;

    /// <summary>The invoices of the order.</summary>
    public IReadOnlyList<ErpInvoice> Invoices => _invoices;

    /// <summary>Enters a deal that has been won.</summary>
    public static ErpSync Enter(string connector, OpportunityId opportunityId, UserId ownerId, TeamId? teamId, DateTimeOffset now) => new()
    {
        Id = ErpSyncId.New(now),
        Connector = connector,
        OpportunityId = opportunityId,
        OwnerId = ownerId,
        TeamId = teamId,
        Key = ErpKey.Of(opportunityId),
        CreatedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Begins an attempt. One that finds an attempt under way follows one whose process has ended.</summary>
    /// <param name="now">The current time.</param>
    /// <param name="until">When, should nobody hear of this attempt again, the next one may begin.</param>
    public void Begin(DateTimeOffset now, DateTimeOffset until)
    {
        if (Status == ErpSyncStatus.Sending && MayHaveSent(Step)) IsDoubtful = true;
        (Status, Step, LastAttemptAt, NextAttemptAt) = (ErpSyncStatus.Sending, ErpStep.Plan, now, until);
        Attempts++;
    }

    /// <summary>Writes down that a step begins; for steps that change something in the ERP before anything leaves.</summary>
    /// <param name="step">The step.</param>
    /// <param name="requestHash">SHA-256 of what is to be sent, if that is known.</param>
    /// <param name="now">The current time.</param>
    /// <param name="until">When, should nobody hear of this attempt again, the next one may begin.</param>
    public void Start(ErpStep step, string? requestHash, DateTimeOffset now, DateTimeOffset until)
    {
        (Step, NextAttemptAt) = (step, until);
        if (step is ErpStep.Create) Fingerprint = requestHash;
        if (MayHaveSent(step)) Note(step, new ErpStepResult("STARTED", requestHash), now);
    }

    /// <summary>Writes down how a step went.</summary>
    public void Note(ErpStep step, ErpStepResult result, DateTimeOffset now) =>
        _steps.Add(ErpSyncStep.Create(Id, _steps.Count + 1, Attempts, step, result, now));

    /// <summary>Writes down which order in the ERP it is.</summary>
    public void Identify(string externalId, string? number, string? url)
    {
        (ExternalId, ExternalUrl) = (Guard.Text(externalId, "externalId", 100), Guard.OptionalText(url, "externalUrl", 500));
        ExternalNumber = Guard.OptionalText(number, "externalNumber", 100);
    }

    /// <summary>The ERP has the order, confirmed and with the right totals.</summary>
    /// <param name="total">What it comes to there, without tax; null if the ERP does not say.</param>
    /// <param name="lookAgainAt">When it is looked for once more, since a request of unknown outcome may yet take effect; null if there was none.</param>
    /// <param name="now">The current time.</param>
    public void Succeed(decimal? total, DateTimeOffset? lookAgainAt, DateTimeOffset now)
    {
        var isNew = SyncedAt is null;
        (Status, LastError, Failures, NextAttemptAt, ExternalTotal, SyncedAt) = (ErpSyncStatus.Synced, null, 0, lookAgainAt, total, SyncedAt ?? now);
        if (lookAgainAt is null) IsDoubtful = false;
        InvoicesDueAt ??= now;
        if (isNew) Raise(new ErpSynced(Id, OpportunityId, Connector, ExternalNumber ?? ExternalId ?? Key, OwnerId, TeamId, now));
    }

    /// <summary>An attempt failed, and there will be another one.</summary>
    public void Fail(string error, DateTimeOffset nextAttemptAt)
    {
        (Status, LastError, NextAttemptAt) = (ErpSyncStatus.Failed, Cut(error), nextAttemptAt);
        Failures++;
    }

    /// <summary>The ERP wants to be left alone for a while; that is no failure of the deal.</summary>
    public void PutOff(string reason, DateTimeOffset nextAttemptAt) =>
        (Status, LastError, NextAttemptAt) = (ErpSyncStatus.Failed, Cut(reason), nextAttemptAt);

    /// <summary>Puts off looking for the order once more; the ERP has it.</summary>
    public void LookAgain(DateTimeOffset at) => NextAttemptAt = at;

    /// <summary>Something was sent, and nobody knows whether it took effect.</summary>
    public void Doubt(string error, DateTimeOffset nextAttemptAt)
    {
        (Status, LastError, NextAttemptAt, IsDoubtful) = (ErpSyncStatus.Unknown, Cut(error), nextAttemptAt, true);
        Failures++;
    }

    /// <summary>Nothing more is tried until somebody asks for it.</summary>
    public void GiveUp(string error, DateTimeOffset now)
    {
        (Status, LastError, NextAttemptAt) = (ErpSyncStatus.Dead, Cut(error), null);
        Failures++;
        Raise(new ErpFailed(Id, OpportunityId, Connector, Step, OwnerId, TeamId, now));
    }

    /// <summary>Asks for another attempt, now. One that is under way, or an order that the ERP has, refuses with INVALID_STATE.</summary>
    public void Retry(DateTimeOffset now)
    {
        if (Status is ErpSyncStatus.Synced) throw new DomainException(ErrorCode.InvalidState, $"The ERP has the order already ({ExternalNumber ?? ExternalId}).");
        if (Status is ErpSyncStatus.Sending) throw new DomainException(ErrorCode.InvalidState, "An attempt is under way; look again in a moment.");
        if (Status is ErpSyncStatus.Dead or ErpSyncStatus.Failed) Status = ErpSyncStatus.Pending;
        (Failures, NextAttemptAt) = (0, now);
    }

    /// <summary>
    /// The deal has been won once more after it was reopened. What the ERP has stays the order of the deal; it is compared with the new
    /// terms.
    /// </summary>
    public void WinAgain(DateTimeOffset now)
    {
        // an attempt under way may have read the terms of before
        if (Status is ErpSyncStatus.Sending) IsDoubtful = true;
        else (Status, Failures, NextAttemptAt) = (Status is ErpSyncStatus.Unknown ? Status : ErpSyncStatus.Pending, 0, now);
    }

    /// <summary>Takes the invoices of the order as the ERP shows them, all of them: one that is not shown any more is gone.</summary>
    /// <param name="readings">What the ERP shows.</param>
    /// <param name="paymentProblem">What keeps payments from being booked on the contract.</param>
    /// <param name="now">The current time.</param>
    /// <param name="dueAt">When they are read next.</param>
    /// <returns>Whether anything is new.</returns>
    public bool TakeInvoices(IReadOnlyCollection<ErpInvoiceReading> readings, string? paymentProblem, DateTimeOffset now, DateTimeOffset dueAt)
    {
        var isNew = PaymentProblem != paymentProblem;
        isNew |= _invoices.RemoveAll(i => readings.All(r => r.ExternalId != i.ExternalId)) > 0;
        foreach (var reading in readings)
        {
            if (_invoices.Find(i => i.ExternalId == reading.ExternalId) is { } known) isNew |= known.Take(reading);
            else
            {
                _invoices.Add(ErpInvoice.Create(Id, reading));
                isNew = true;
            }
        }

        (InvoicesReadAt, InvoicesDueAt, PaymentProblem) = (now, dueAt, paymentProblem is { Length: > LongestError } text ? text[..LongestError] : paymentProblem);
        return isNew;
    }

    private static bool MayHaveSent(ErpStep step) => step is ErpStep.Resolve or ErpStep.Create or ErpStep.Confirm;

    private static string Cut(string error) => error.Length > LongestError ? error[..LongestError] : error;
}
