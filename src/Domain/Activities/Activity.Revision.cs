using CrmGraph.Domain.Contacts;

namespace CrmGraph.Domain.Activities;

public sealed partial class Activity
{
    /// <summary>What people enter, as one value.</summary>
    public ActivityDetails Details => new()
    {
        Kind = Kind,
        Subject = Subject,
        Body = Body,
        Purpose = Purpose,
        Outcome = Outcome,
        StartAt = StartAt,
        EndAt = EndAt,
        DueAt = DueAt,
    };

    /// <summary>Whether a planned activity was to be done by now.</summary>
    public bool IsOverdue(DateTimeOffset now) => CompletedAt is null && DueAt < now;

    /// <summary>
    /// Replaces the details; the same details again change nothing. A planned activity can be rescheduled; what has been done keeps its
    /// kind and its times, for which it refuses with INVALID_STATE.
    /// </summary>
    public void Revise(ActivityDetails details, DateTimeOffset now)
    {
        var valid = details.Checked();
        if (valid == Details) return;
        if (CompletedAt is not null && (valid.Kind, valid.StartAt, valid.EndAt, valid.DueAt) != (Kind, StartAt, EndAt, DueAt))
            throw new DomainException(ErrorCode.InvalidState, "The activity has been completed; its kind and its times stay as they are.");
        (Kind, Subject, Body, Purpose, Outcome) = (valid.Kind, valid.Subject, valid.Body, valid.Purpose, valid.Outcome);
        (StartAt, EndAt, DueAt, UpdatedAt) = (valid.StartAt, valid.EndAt, valid.DueAt, now);
        Raise(new ActivityUpdated(Id, Kind, OpportunityId, LeadId, AccountId, OwnerId, TeamId, now));
    }

    /// <summary>Says who takes part; whoever is not named takes part no more.</summary>
    public void Invite(IReadOnlyCollection<ContactId> contacts, DateTimeOffset now)
    {
        ContactId[] wanted = [.. contacts.Distinct()];
        if (wanted.Length > MaxParticipants) throw Guard.Invalid("participantIds", $"At most {MaxParticipants} contacts can take part.");
        ContactId[] present = [.. _participants.Select(p => p.ContactId)];
        if (wanted.ToHashSet().SetEquals(present)) return;
        _participants.RemoveAll(p => !wanted.Contains(p.ContactId));
        _participants.AddRange(wanted.Except(present).Select(contact => ActivityParticipant.Create(Id, contact)));
        UpdatedAt = now;
        Raise(new ActivityUpdated(Id, Kind, OpportunityId, LeadId, AccountId, OwnerId, TeamId, now));
    }
}
