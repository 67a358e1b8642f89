using System.Globalization;
using CrmGraph.Api.Schema;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Connectors.MicrosoftGraph;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Activities;

/// <summary>What goes out through mailboxes, and what is said of what came in.</summary>
internal static class MailMutations
{
    /// <summary>
    /// Plans a meeting of the caller. With a connected mailbox of the caller it goes into the calendar, once however often this is repeated
    /// with the same Idempotency-Key; without one it is planned here only.
    /// </summary>
    /// <param name="input">The meeting.</param>
    [Needs(Resource.Activity, Access.Create)]
    public static async Task<Activity> ScheduleMeeting(
        ScheduleMeetingInput input, Caller caller, CrmDbContext db, GraphMailboxes mailboxes, TimeProvider time, CancellationToken cancellationToken)
    {
        if (input.EndAt <= input.StartAt) throw Guard.Invalid("endAt", "endAt must be after startAt.");
        await using var transaction = await db.BeginAsync(cancellationToken);
        var now = time.GetUtcNow();
        var (activity, owner) = await EnterAsync(
            new NewActivity { Kind = ActivityKind.Meeting, Subject = input.Subject, Body = input.Body, StartAt = input.StartAt, EndAt = input.EndAt },
            input.OpportunityId, input.LeadId, (input.ParticipantIds, "participantIds"), caller, db, now, cancellationToken);
        if (mailboxes.LimitOf(owner.Email) is { } limit)
        {
            activity.Dispatch(limit, input.Location);
            await GraphMailboxes.DispatchAsync(db, activity, owner.Email, isMeeting: true, now, cancellationToken);
        }
        else
        {
            activity.TakePlaceAt(input.Location);
        }
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return activity;
    }

    /// <summary>
    /// Sends an e-mail through the caller's mailbox: once, whatever happens on the way. <c>sending</c> of the activity says how far it is.
    /// Without a connected mailbox of the caller it is refused with INVALID_STATE.
    /// </summary>
    /// <param name="input">The e-mail.</param>
    [Needs(Resource.Activity, Access.Create)]
    public static async Task<Activity> SendEmail(SendEmailInput input, Caller caller, CrmDbContext db, GraphMailboxes mailboxes, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var now = time.GetUtcNow();
        Guard.Text(input.Body, "body", 20_000);
        if (input.ToContactIds.Count == 0) throw Guard.Invalid("toContactIds", "toContactIds must name somebody.");
        var (activity, owner) = await EnterAsync(
            new NewActivity { Kind = ActivityKind.Email, Subject = input.Subject, Body = input.Body, StartAt = now },
            input.OpportunityId, input.LeadId, (input.ToContactIds, "toContactIds"), caller, db, now, cancellationToken);
        var reached = await db.Contacts.Where(c => input.ToContactIds.Contains(c.Id) && c.Email != null).Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var (i, id) in input.ToContactIds.Index())
        {
            if (!reached.Contains(id)) throw new DomainException(ErrorCode.Validation, "The contact has no e-mail address.", "toContactIds", i.ToString(CultureInfo.InvariantCulture));
        }
        if (mailboxes.LimitOf(owner.Email) is not { } limit)
            throw new DomainException(ErrorCode.InvalidState, "No mailbox of yours is connected; have it added to Connectors:MicrosoftGraph:Mailboxes, or send the e-mail yourself and log it.");
        activity.Dispatch(limit, null);
        await GraphMailboxes.DispatchAsync(db, activity, owner.Email, isMeeting: false, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return activity;
    }

    /// <summary>Says by hand which opportunity an activity is about; that holds for ever, and for the rest of its conversation.</summary>
    /// <param name="input">The activity and the opportunity.</param>
    [Needs(Resource.Activity, Access.Change)]
    public static async Task<Activity> LinkActivity(LinkActivityInput input, Caller caller, CrmDbContext db, GraphMailboxes mailboxes, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var activity = await db.Activities.VisibleTo(caller).FindAsync(a => a.Id == input.ActivityId, "activityId", "activity", cancellationToken);
        caller.Require(activity.LeadId is null ? Resource.Activity : Resource.Lead, Access.Change, activity.OwnerId, activity.TeamId);
        var opportunity = await db.Opportunities.VisibleTo(caller).AsNoTracking().FindAsync(o => o.Id == input.OpportunityId, "opportunityId", "opportunity", cancellationToken);
        var now = time.GetUtcNow();
        activity.LinkTo(opportunity, now);
        await db.SaveChangesAsync(cancellationToken);
        await mailboxes.RelateAsync(db, activity.Id, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return activity;
    }

    /// <summary>Says how much others see of an activity that came from a mailbox; for its owner.</summary>
    /// <param name="input">The activity and how much.</param>
    [Needs(Resource.Activity, Access.Change)]
    public static async Task<Activity> SetActivityVisibility(SetActivityVisibilityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Activity, Access.Change);
        var activity = await db.Activities.VisibleTo(caller).FindAsync(a => a.Id == input.ActivityId, "activityId", "activity", cancellationToken);
        if (activity.OwnerId != caller.UserId) throw Refusals.Forbidden("Only the owner says how much others see.", "activityId");
        activity.ShowOthers(input.Visibility, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return activity;
    }

    private static async Task<(Activity Activity, User Owner)> EnterAsync(
        NewActivity entered, OpportunityId? opportunityId, LeadId? leadId, (IReadOnlyList<ContactId> Ids, string Field) people, Caller caller, CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var resource = leadId is null ? Resource.Activity : Resource.Lead;
        caller.Require(resource, Access.Create);
        var lead = leadId is { } l ? await db.LeadAsync(caller, l, ["leadId"], cancellationToken) : null;
        var opportunity = opportunityId is { } o
            ? await db.Opportunities.VisibleTo(caller).AsNoTracking().FindAsync(x => x.Id == o, "opportunityId", "opportunity", cancellationToken)
            : null;
        await RequireKnownAsync(people.Ids, people.Field, caller, db, cancellationToken);
        var owner = await db.OwnerAsync(caller, resource, null, cancellationToken);
        var activity = Activity.Log(
            entered with
            {
                OpportunityId = opportunity?.Id,
                AccountId = opportunity?.AccountId,
                LeadId = lead?.Id,
                ParticipantIds = people.Ids,
                TeamId = opportunity?.TeamId ?? lead?.TeamId,
            },
            owner,
            now);
        db.Activities.Add(activity);
        if (activity is { OpportunityId: { } touched, CompletedAt: { } done })
        {
            DateTimeOffset? at = done;
            await db.Opportunities.Where(x => x.Id == touched && (x.LastActivityAt == null || x.LastActivityAt < at)).ExecuteUpdateAsync(x => x.SetProperty(y => y.LastActivityAt, at), cancellationToken);
        }
        return (activity, owner);
    }

    private static async Task RequireKnownAsync(IReadOnlyList<ContactId> ids, string field, Caller caller, CrmDbContext db, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return;
        if (ids.Count > Activity.MaxParticipants) throw Guard.Invalid(field, $"At most {Activity.MaxParticipants} contacts can take part.");
        var known = await db.Contacts.VisibleTo(caller).Where(c => ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var (i, id) in ids.Index())
        {
            if (!known.Contains(id)) throw Refusals.NotFound("contact", field, i.ToString(CultureInfo.InvariantCulture));
        }
    }
}
