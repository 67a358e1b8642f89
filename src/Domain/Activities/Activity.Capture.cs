using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Activities;

/// <content>What concerns e-mails and meetings of mailboxes.</content>
public sealed partial class Activity
{
    private readonly List<ActivityUser> _users = [];
    private readonly List<ActivityCandidate> _candidates = [];

    /// <summary>Where it takes place.</summary>
    public string? Location { get; private set; }

    /// <summary>Why an imported activity is about what it is about; null of one that was not imported.</summary>
    public MatchReason? MatchReason { get; private set; }

    /// <summary>How much others may see at most, by the rules of the mailbox; null of what did not come from one.</summary>
    public ActivityVisibility? VisibilityLimit { get; private set; }

    /// <summary>How far it is with being sent; null of what is not sent from here.</summary>
    public SendingState? Sending { get; private set; }

    /// <summary>When its mailbox lost it: deleted, called off. Nobody finds it, its texts are gone, and it comes back with its links when the mailbox has it again.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>The users who took part, besides the owner.</summary>
    public IReadOnlyList<ActivityUser> Users => _users;

    /// <summary>The deals that it may be about, while that is not clear.</summary>
    public IReadOnlyList<ActivityCandidate> Candidates => _candidates;

    /// <summary>Enters what a mailbox has.</summary>
    public static Activity Capture(CapturedActivity captured, ActivityLink link, User owner, DateTimeOffset now)
    {
        var activity = Log(
            new NewActivity
            {
                Kind = captured.Kind,
                Subject = captured.Subject,
                Body = captured.Body,
                StartAt = captured.StartAt,
                EndAt = captured.EndAt,
                ParticipantIds = [.. captured.ParticipantIds.Take(MaxParticipants)],
                OpportunityId = link.OpportunityId,
                AccountId = link.AccountId,
                LeadId = link.LeadId,
                TeamId = link.TeamId,
                Origin = ActivityOrigin.MicrosoftGraph,
                Visibility = captured.VisibilityLimit,
            },
            owner,
            now);
        (activity.Location, activity.VisibilityLimit, activity.MatchReason) = (Guard.OptionalText(captured.Location, "location", 300), captured.VisibilityLimit, link.Reason);
        activity.Join(captured.UserIds);
        activity.Propose(link.Candidates);
        return activity;
    }

    /// <summary>Notes that the activity goes out through the owner's mailbox.</summary>
    public void Dispatch(ActivityVisibility limit, string? location)
    {
        (Origin, Sending, MatchReason, VisibilityLimit) = (ActivityOrigin.MicrosoftGraph, SendingState.Pending, Activities.MatchReason.OwnMessage, limit);
        (Visibility, Location) = (limit, Guard.OptionalText(location, "location", 300));
    }

    /// <summary>Says where a meeting takes place that stays in here.</summary>
    public void TakePlaceAt(string? location) => Location = Guard.OptionalText(location, "location", 300);

    /// <summary>Brings the activity up to what the mailbox has now; the same again changes nothing. What people entered here stays.</summary>
    public void Recapture(CapturedActivity captured, DateTimeOffset now)
    {
        var visibility = captured.VisibilityLimit > VisibilityLimit ? captured.VisibilityLimit : VisibilityLimit;
        var participants = captured.ParticipantIds.Take(MaxParticipants).ToHashSet();
        var users = captured.UserIds.Where(u => u != OwnerId).ToHashSet();
        var location = Guard.OptionalText(captured.Location, "location", 300);
        var isSame = WithdrawnAt is null && (Subject, Body, StartAt, EndAt, Location, VisibilityLimit) == (captured.Subject, captured.Body, captured.StartAt, captured.EndAt, location, visibility)
            && participants.IsSubsetOf(_participants.Select(p => p.ContactId)) && users.IsSubsetOf(_users.Select(u => u.UserId));
        if (isSame) return;
        Subject = Guard.Text(captured.Subject, "subject", 300);
        (Body, Location) = (Guard.OptionalText(captured.Body, "body", 20_000), location);
        if ((StartAt, EndAt) != (captured.StartAt, captured.EndAt))
        {
            (StartAt, EndAt) = (captured.StartAt, captured.EndAt);
            // a meeting that was put off has not taken place
            if (Outcome is null) CompletedAt = DoneAt(now);
        }
        VisibilityLimit = visibility;
        if (visibility > Visibility) Visibility = visibility.Value;
        _participants.AddRange(participants.Except(_participants.Select(p => p.ContactId)).Take(MaxParticipants - _participants.Count).Select(c => ActivityParticipant.Create(Id, c)));
        Join(users);
        (WithdrawnAt, UpdatedAt) = (null, now);
        Raise(new ActivityUpdated(Id, Kind, OpportunityId, LeadId, AccountId, OwnerId, TeamId, now));
    }

    /// <summary>Takes the activity away because its mailbox has lost it; its links stay for the day on which it comes back.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        if (WithdrawnAt is not null) return;
        (Subject, Body, Location, WithdrawnAt, UpdatedAt) = ("", null, null, now, now);
        Raise(new ActivityUpdated(Id, Kind, OpportunityId, LeadId, AccountId, OwnerId, TeamId, now));
    }

    /// <summary>Says what an imported activity is about. What somebody has linked by hand or sent from here stays where it is.</summary>
    public void Attribute(ActivityLink link, DateTimeOffset now)
    {
        if (MatchReason is Activities.MatchReason.Explicit or Activities.MatchReason.OwnMessage) return;
        Point(link, now);
    }

    /// <summary>Links an activity to a deal by hand, for ever.</summary>
    public void LinkTo(Opportunity opportunity, DateTimeOffset now) =>
        Point(new ActivityLink(Activities.MatchReason.Explicit, opportunity.Id, opportunity.AccountId, LeadId, opportunity.TeamId, []), now);

    /// <summary>Says how much others see. Refuses with VALIDATION to show more than the rules of the mailbox do.</summary>
    public void ShowOthers(ActivityVisibility visibility, DateTimeOffset now)
    {
        if (VisibilityLimit is not { } limit) throw new DomainException(ErrorCode.InvalidState, "The activity did not come from a mailbox; it is shown as a whole.");
        if (Guard.Defined(visibility, "visibility") < limit) throw Guard.Invalid("visibility", $"The rules of the mailbox show others {limit.ApiName()} at most.");
        if (visibility == Visibility) return;
        (Visibility, UpdatedAt) = (visibility, now);
        Raise(new ActivityUpdated(Id, Kind, OpportunityId, LeadId, AccountId, OwnerId, TeamId, now));
    }

    private void Point(ActivityLink link, DateTimeOffset now)
    {
        var isSame = (MatchReason, OpportunityId, AccountId, LeadId) == (link.Reason, link.OpportunityId, link.AccountId, link.LeadId)
            && _candidates.Select(c => c.OpportunityId).ToHashSet().SetEquals(link.Candidates);
        if (isSame) return;
        (MatchReason, OpportunityId, AccountId, LeadId) = (link.Reason, link.OpportunityId, link.AccountId, link.LeadId);
        TeamId = link.TeamId ?? TeamId;
        _candidates.RemoveAll(c => !link.Candidates.Contains(c.OpportunityId));
        Propose(link.Candidates);
        UpdatedAt = now;
        Raise(new ActivityUpdated(Id, Kind, OpportunityId, LeadId, AccountId, OwnerId, TeamId, now));
    }

    private void Propose(IEnumerable<OpportunityId> candidates) =>
        _candidates.AddRange(candidates.Except(_candidates.Select(c => c.OpportunityId)).Select(c => ActivityCandidate.Create(Id, c)));

    private void Join(IEnumerable<UserId> users) =>
        _users.AddRange(users.Where(u => u != OwnerId).Except(_users.Select(u => u.UserId)).Select(u => ActivityUser.Create(Id, u)));
}
