using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Capture;

/// <summary>
/// Makes leads of submissions, each submission once. Where the policy is BLOCK, one of somebody who is a lead already is noted with that
/// lead: whoever sends a form can't be asked to use the existing one.
/// </summary>
internal sealed class CaptureIntake(CrmDbContext db, DuplicateGuard duplicates, DuplicateFinder finder, TimeProvider time)
{
    // nobody is told which leads there are, so that it does not matter who sees them
    private static readonly Caller Nobody = new(default, Role.ReadOnly, null, []);

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
        await using var transaction = await db.BeginAsync(cancellationToken);
        if (submissionId is not null && await IsKnownAsync(form, submissionId, cancellationToken)) return;
        var existing = await BlockingAsync(details, cancellationToken);
        var lead = existing ?? Lead.Create(details, form.SourceId, null, now);
        var behaviour = LeadBehaviour.Record(lead.Id, LeadBehaviour.Form, form.Name, now, now);
        if (existing is null)
        {
            (await LeadIntake.LoadAsync(db, assign: true, cancellationToken)).Take(lead, [behaviour], now);
            db.Leads.Add(lead);
        }
        db.LeadBehaviours.Add(behaviour);
        db.CaptureSubmissions.Add(CaptureSubmission.Receive(form, submissionId, lead.Id, payload, now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            if (existing is not null) await db.RescoreAsync(existing, now, cancellationToken);
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

    // the lead that stands in the way of a new one; null if none does
    private async Task<Lead?> BlockingAsync(LeadDetails details, CancellationToken cancellationToken)
    {
        var policy = await duplicates.PolicyAsync(MatchedEntity.Lead, cancellationToken);
        if (policy.Mode != DuplicateMode.Block) return null;
        var question = new DuplicateQuestion(Guid.Empty, MatchKeys.Of(details, duplicates.Phones));
        var matches = (await finder.FindAsync(MatchedEntity.Lead, [question], Nobody, cancellationToken))[0];
        if (matches.FirstOrDefault(m => m.Refuses && m.Candidate.Similarity >= policy.Threshold) is not { } match) return null;
        var id = new LeadId(match.Candidate.RecordId);
        return await db.Leads.SingleAsync(l => l.Id == id, cancellationToken);
    }
}
