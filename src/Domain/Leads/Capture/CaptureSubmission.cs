namespace CrmGraph.Domain.Leads.Capture;

/// <summary>What a web form sent, as it came; the same submission id of the same form again is the same submission.</summary>
public sealed class CaptureSubmission
{
    private CaptureSubmission() => SubmissionId = Payload = "";

    /// <summary>Unique and stable.</summary>
    public CaptureSubmissionId Id { get; private set; }

    /// <summary>The form.</summary>
    public CaptureFormId FormId { get; private set; }

    /// <summary>The id that the page gave the submission, or one that was made for it; unique per form.</summary>
    public string SubmissionId { get; private set; }

    /// <summary>The lead that it became, or was added to.</summary>
    public LeadId LeadId { get; private set; }

    /// <summary>Everything that was sent, as a JSON object, but for the honeypot. Personal data.</summary>
    public string Payload { get; private set; }

    /// <summary>When it came in.</summary>
    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Notes a submission.</summary>
    /// <param name="form">The form.</param>
    /// <param name="submissionId">The id that the page gave it; null to make one.</param>
    /// <param name="leadId">The lead that it became.</param>
    /// <param name="payload">A JSON object.</param>
    /// <param name="now">The current time.</param>
    public static CaptureSubmission Receive(CaptureForm form, string? submissionId, LeadId leadId, string payload, DateTimeOffset now)
    {
        var id = CaptureSubmissionId.New(now);
        return new CaptureSubmission { Id = id, FormId = form.Id, SubmissionId = submissionId ?? id.ToString(), LeadId = leadId, Payload = payload, ReceivedAt = now };
    }
}
