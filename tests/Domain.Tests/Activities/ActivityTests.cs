using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Activities;

public sealed class ActivityTests
{
    private static readonly DateTimeOffset Yesterday = Given.Now.AddDays(-1);
    private static readonly DateTimeOffset Tomorrow = Given.Now.AddDays(1);
    private readonly User _owner = Given.User(team: Given.Team());

    [Fact]
    public void What_has_an_outcome_is_done()
    {
        Assert.Equal(Given.Now, Log(new() { Kind = ActivityKind.Call, Subject = "x", Outcome = "ok" }).CompletedAt);
        Assert.Equal(Yesterday, Log(new() { Kind = ActivityKind.Call, Subject = "x", Outcome = "ok", StartAt = Yesterday }).CompletedAt);
    }

    [Fact]
    public void Notes_and_meetings_of_the_past_are_done()
    {
        Assert.Equal(Given.Now, Log(new() { Kind = ActivityKind.Note, Subject = "x" }).CompletedAt);
        Assert.Equal(Yesterday.AddHours(1), Log(new() { Kind = ActivityKind.Meeting, Subject = "x", StartAt = Yesterday, EndAt = Yesterday.AddHours(1) }).CompletedAt);
    }

    [Fact]
    public void Tasks_and_what_lies_ahead_are_planned()
    {
        Assert.Null(Log(new() { Kind = ActivityKind.Task, Subject = "x", DueAt = Tomorrow }).CompletedAt);
        Assert.Null(Log(new() { Kind = ActivityKind.Task, Subject = "x", StartAt = Yesterday }).CompletedAt);
        Assert.Null(Log(new() { Kind = ActivityKind.Meeting, Subject = "x", StartAt = Tomorrow }).CompletedAt);
        Assert.Null(Log(new() { Kind = ActivityKind.Call, Subject = "x" }).CompletedAt);
    }

    [Fact]
    public void Completing_notes_when_and_what_came_of_it_once()
    {
        var activity = Log(new() { Kind = ActivityKind.Task, Subject = "x" });

        Refusal.Validation("completedAt", () => activity.Complete(null, Tomorrow, Given.Now));
        activity.Complete("done", Yesterday, Given.Now);

        Assert.Equal(("done", Yesterday), (activity.Outcome, activity.CompletedAt));
        Refusal.InvalidState(() => activity.Complete(null, null, Given.Now));
        Assert.IsType<ActivityCompleted>(activity.DomainEvents[^1]);
    }

    [Fact]
    public void Wrong_input_is_refused_by_name()
    {
        Refusal.Validation("subject", () => Log(new() { Kind = ActivityKind.Call, Subject = " " }));
        Refusal.Validation("kind", () => Log(new() { Kind = (ActivityKind)99, Subject = "x" }));
        Refusal.Validation("endAt", () => Log(new() { Kind = ActivityKind.Call, Subject = "x", StartAt = Given.Now, EndAt = Yesterday }));
        Refusal.Validation("startAt", () => Log(new() { Kind = ActivityKind.Call, Subject = "x", EndAt = Yesterday }));
        ContactId[] crowd = [.. Enumerable.Range(0, 101).Select(_ => ContactId.New(Given.Now))];
        Refusal.Validation("participantIds", () => Log(new() { Kind = ActivityKind.Call, Subject = "x", ParticipantIds = crowd }));
    }

    [Fact]
    public void A_participant_counts_once_and_the_team_is_the_record_s_or_the_owner_s()
    {
        var contact = ContactId.New(Given.Now);
        var team = Given.Team("West");

        var activity = Log(new() { Kind = ActivityKind.Call, Subject = "x", ParticipantIds = [contact, contact], TeamId = team.Id });

        Assert.Equal(contact, Assert.Single(activity.Participants).ContactId);
        Assert.Equal(team.Id, activity.TeamId);
        Assert.Equal(_owner.TeamId, Log(new() { Kind = ActivityKind.Call, Subject = "x" }).TeamId);
    }

    private Activity Log(NewActivity activity) => Activity.Log(activity, _owner, Given.Now);
}
