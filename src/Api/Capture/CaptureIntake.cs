using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Capture;

/// <summary>Makes leads of submissions, each submission once.</summary>
internal sealed class CaptureIntake(CrmDbContext db, TimeProvider time)
{
    /// <summary>The form with a key that takes submissions; null if there is none.</summary>
    internal Task<CaptureForm?> FormAsync(string key, CancellationToken cancellationToken) =>
        db.CaptureForms.AsNoTracking().SingleOrDefaultAsync(f => f.Key == key && f.IsActive, cancellationToken);

    /// <summary>Whether a submission has been taken before.</summary>
    internal Task<bool> IsKnownAsync(CaptureForm form, string submissionId, CancellationToken cancellationToken) =>
        db.CaptureSubmissions.AnyAsync(s => s.FormId == form.Id && s.SubmissionId == submissionId, cancellationToken);

    /// <summary>Takes a submission whose details have been checked; one that is there already changes nothing.</summary>
    internal async Task TakeAsync(CaptureForm form, string? submissionId, LeadDetails details, string payload, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (submissionId is not null && await IsKnownAsync(form, submissionId, cancellationToken)) return;
        var intake = await LeadIntake.LoadAsync(db, assign: true, cancellationToken);
        var lead = Lead.Create(details, form.SourceId, null, now);
        var behaviour = LeadBehaviour.Record(lead.Id, LeadBehaviour.Form, form.Name, now, now);
        intake.Take(lead, [behaviour], now);
        db.Leads.Add(lead);
        db.LeadBehaviours.Add(behaviour);
        db.CaptureSubmissions.Add(CaptureSubmission.Receive(form, submissionId, lead.Id, payload, now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (submissionId is not null)
        {
            // another process has just taken the same submission, or else something is wrong
            await transaction.RollbackAsync(cancellationToken);
            db.ChangeTracker.Clear();
            if (!await IsKnownAsync(form, submissionId, cancellationToken)) throw;
            return;
        }
        await transaction.CommitAsync(cancellationToken);
    }
}
