using System.Globalization;
using CrmGraph.Api.Schema;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Activities;

/// <summary>Changes of activities.</summary>
internal static class ActivityMutations
{
    /// <summary>Enters an activity of the caller, done or planned, about a lead, an opportunity or an account that the caller sees.</summary>
    /// <param name="input">What is known of it.</param>
    [Needs(Resource.Activity, Access.Create)]
    public static async Task<Activity> LogActivity(LogActivityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(ResourceOf(input.LeadId), Access.Create);
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var lead = input.LeadId is { } leadId
            ? await db.LeadAsync(caller, leadId, ["leadId"], cancellationToken)
            : null;
        var opportunity = input.OpportunityId is { } opportunityId
            ? await db.Opportunities.VisibleTo(caller).AsNoTracking().FindAsync(o => o.Id == opportunityId, "opportunityId", "opportunity", cancellationToken)
            : null;
        var account = input.AccountId is { } accountId
            ? await db.Accounts.VisibleTo(caller).FindAsync(a => a.Id == accountId, "accountId", "account", cancellationToken)
            : null;
        RequireOneCustomer(opportunity, account);
        await RequireParticipantsAsync(input.ParticipantIds ?? [], caller, db, cancellationToken);
        var activity = Activity.Log(
            new NewActivity
            {
                Kind = input.Kind,
                Subject = input.Subject,
                Body = input.Body,
                Purpose = input.Purpose,
                Outcome = input.Outcome,
                StartAt = input.StartAt,
                EndAt = input.EndAt,
                DueAt = input.DueAt,
                LeadId = lead?.Id,
                OpportunityId = opportunity?.Id,
                AccountId = account?.Id ?? opportunity?.AccountId,
                ParticipantIds = input.ParticipantIds ?? [],
                TeamId = opportunity?.TeamId ?? lead?.TeamId ?? account?.TeamId,
            },
            await db.OwnerAsync(caller, ResourceOf(input.LeadId), null, cancellationToken),
            now);
        db.Activities.Add(activity);
        await db.SaveChangesAsync(cancellationToken);
        await TouchAsync(activity, now, db, cancellationToken);
        await db.NoteBehaviourAsync(activity, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return activity;
    }

    /// <summary>Changes an activity: a planned one can be rescheduled.</summary>
    /// <param name="input">The changes.</param>
    [Needs(Resource.Activity, Access.Change)]
    public static async Task<Activity> UpdateActivity(
        UpdateActivityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var activity = await db.Activities.VisibleTo(caller).FindAsync(a => a.Id == input.Id, "id", "activity", cancellationToken);
        caller.Require(ResourceOf(activity.LeadId), Access.Change, activity.OwnerId, activity.TeamId);
        activity.RequireVersion(input.Version);
        var before = activity.Details;
        activity.Revise(
            new ActivityDetails
            {
                Kind = input.Kind.Or(before.Kind),
                Subject = input.Subject.Or(before.Subject),
                Body = input.Body.Or(before.Body),
                Purpose = input.Purpose.Or(before.Purpose),
                Outcome = input.Outcome.Or(before.Outcome),
                StartAt = input.StartAt.Or(before.StartAt),
                EndAt = input.EndAt.Or(before.EndAt),
                DueAt = input.DueAt.Or(before.DueAt),
            },
            now);
        if (input.ParticipantIds.HasValue)
        {
            await RequireParticipantsAsync(input.ParticipantIds.Value, caller, db, cancellationToken);
            activity.Invite(input.ParticipantIds.Value, now);
        }
        await db.SaveChangesAsync(cancellationToken);
        return activity;
    }

    /// <summary>Notes that a planned activity has been done.</summary>
    /// <param name="input">The activity and what came of it.</param>
    [Needs(Resource.Activity, Access.Change)]
    public static async Task<Activity> CompleteActivity(
        CompleteActivityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var activity = await db.Activities.VisibleTo(caller).FindAsync(a => a.Id == input.Id, "id", "activity", cancellationToken);
        caller.Require(ResourceOf(activity.LeadId), Access.Change, activity.OwnerId, activity.TeamId);
        activity.Complete(input.Outcome, input.CompletedAt, now);
        await db.SaveChangesAsync(cancellationToken);
        await TouchAsync(activity, now, db, cancellationToken);
        await db.NoteBehaviourAsync(activity, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return activity;
    }

    // who works on leads works on activities about them
    private static Resource ResourceOf(LeadId? leadId) => leadId is null ? Resource.Activity : Resource.Lead;

    /// <summary>
    /// Notes the activity at its deal. This is no change of the deal itself: its version stays, or whoever is editing the deal would
    /// get a conflict because somebody has called the customer.
    /// </summary>
    private static async Task TouchAsync(Activity activity, DateTimeOffset now, CrmDbContext db, CancellationToken cancellationToken)
    {
        if (activity.OpportunityId is not { } id) return;
        DateTimeOffset? at = activity.CompletedAt ?? now;
        await db.Opportunities
            .Where(o => o.Id == id && (o.LastActivityAt == null || o.LastActivityAt < at))
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.LastActivityAt, at), cancellationToken);
    }

    private static void RequireOneCustomer(Opportunity? opportunity, Account? account)
    {
        if (opportunity is not null && account is not null && opportunity.AccountId != account.Id)
            throw Guard.Invalid("accountId", "The opportunity is one of another account; leave accountId out.");
    }

    private static async Task RequireParticipantsAsync(IReadOnlyList<ContactId> ids, Caller caller, CrmDbContext db, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return;
        if (ids.Count > Activity.MaxParticipants) throw Guard.Invalid("participantIds", $"At most {Activity.MaxParticipants} contacts can take part.");
        var known = await db.Contacts.VisibleTo(caller).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!known.Contains(ids[i])) throw Refusals.NotFound("contact", "participantIds", i.ToString(CultureInfo.InvariantCulture));
        }
    }
}
