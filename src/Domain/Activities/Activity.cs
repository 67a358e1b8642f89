using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Activities;

/// <summary>A call, e-mail, meeting, visit, task or note about a customer.</summary>
public sealed partial class Activity : Aggregate<ActivityId>
{
    /// <summary>At most so many contacts take part.</summary>
    public const int MaxParticipants = 100;

    private readonly List<ActivityParticipant> _participants = [];

    private Activity() => Subject = "";

    /// <summary>What kind it is.</summary>
    public ActivityKind Kind { get; private set; }

    /// <summary>What it is about, in a line.</summary>
    public string Subject { get; private set; }

    /// <summary>The text.</summary>
    public string? Body { get; private set; }

    /// <summary>What it is meant to achieve.</summary>
    public string? Purpose { get; private set; }

    /// <summary>What came of it.</summary>
    public string? Outcome { get; private set; }

    /// <summary>When it starts or started.</summary>
    public DateTimeOffset? StartAt { get; private set; }

    /// <summary>When it ends or ended.</summary>
    public DateTimeOffset? EndAt { get; private set; }

    /// <summary>Until when it is to be done.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When it was done; null while it is planned.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>The user whose activity it is.</summary>
    public UserId OwnerId { get; private set; }

    /// <summary>The team of the record that it is about, or the owner's; it decides who sees the activity.</summary>
    public TeamId? TeamId { get; private set; }

    /// <summary>The lead that it is about.</summary>
    public LeadId? LeadId { get; private set; }

    /// <summary>The opportunity that it is about.</summary>
    public OpportunityId? OpportunityId { get; private set; }

    /// <summary>The account that it is about.</summary>
    public AccountId? AccountId { get; private set; }

    /// <summary>How it got into the CRM.</summary>
    public ActivityOrigin Origin { get; private set; }

    /// <summary>How much of it others than its owner see.</summary>
    public ActivityVisibility Visibility { get; private set; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The contacts who take part.</summary>
    public IReadOnlyList<ActivityParticipant> Participants => _participants;

    /// <summary>
    /// Enters an activity. It counts as done when it has an outcome, is a note, or lies in the past without a due time;
    /// otherwise it is planned.
    /// </summary>
    public static Activity Log(NewActivity activity, User owner, DateTimeOffset now)
    {
        owner.RequireActive("ownerId");
        if (activity.EndAt < activity.StartAt) throw Guard.Invalid("endAt", "endAt must not be before startAt.");
        if (activity.EndAt is not null && activity.StartAt is null) throw Guard.Invalid("startAt", "An activity with endAt needs startAt.");
        ContactId[] participants = [.. activity.ParticipantIds.Distinct()];
        if (participants.Length > MaxParticipants) throw Guard.Invalid("participantIds", $"At most {MaxParticipants} contacts can take part.");
        var logged = new Activity
        {
            Id = ActivityId.New(now),
            Kind = Guard.Defined(activity.Kind, "kind"),
            Subject = Guard.Text(activity.Subject, "subject", 300),
            Body = Guard.OptionalText(activity.Body, "body", 20_000),
            Purpose = Guard.OptionalText(activity.Purpose, "purpose", 500),
            Outcome = Guard.OptionalText(activity.Outcome, "outcome", 2000),
            StartAt = activity.StartAt,
            EndAt = activity.EndAt,
            DueAt = activity.DueAt,
            OwnerId = owner.Id,
            TeamId = activity.TeamId ?? owner.TeamId,
            LeadId = activity.LeadId,
            OpportunityId = activity.OpportunityId,
            AccountId = activity.AccountId,
            Origin = Guard.Defined(activity.Origin, "origin"),
            Visibility = Guard.Defined(activity.Visibility, "visibility"),
            CreatedAt = now,
            UpdatedAt = now,
        };
        logged.CompletedAt = logged.DoneAt(now);
        logged._participants.AddRange(participants.Select(contact => ActivityParticipant.Create(logged.Id, contact)));
        logged.Raise(new ActivityLogged(logged.Id, logged.Kind, logged.OpportunityId, logged.LeadId, logged.AccountId, owner.Id, logged.TeamId, now));
        return logged;
    }

    /// <summary>Notes that a planned activity has been done. A done one refuses with INVALID_STATE.</summary>
    /// <param name="outcome">What came of it; null keeps what is there.</param>
    /// <param name="completedAt">When, not in the future; now if absent.</param>
    /// <param name="now">The current time.</param>
    public void Complete(string? outcome, DateTimeOffset? completedAt, DateTimeOffset now)
    {
        if (CompletedAt is not null) throw new DomainException(ErrorCode.InvalidState, "The activity has been completed already.");
        if (completedAt > now) throw Guard.Invalid("completedAt", "completedAt must not be in the future.");
        Outcome = Guard.OptionalText(outcome, "outcome", 2000) ?? Outcome;
        (CompletedAt, UpdatedAt) = (completedAt ?? now, now);
        Raise(new ActivityCompleted(Id, Kind, OpportunityId, LeadId, AccountId, OwnerId, TeamId, now));
    }

    private DateTimeOffset? DoneAt(DateTimeOffset now)
    {
        var end = EndAt ?? StartAt;
        if (Outcome is not null || Kind == ActivityKind.Note) return end < now ? end : now;
        return DueAt is null && Kind != ActivityKind.Task && end <= now ? end : null;
    }
}
