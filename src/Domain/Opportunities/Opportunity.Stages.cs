using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Opportunities;

public sealed partial class Opportunity
{
    // "Today" is a matter of longitude: the latest place on earth is 14 hours ahead of UTC.
    private static readonly TimeSpan FurthestAhead = TimeSpan.FromHours(14);

    /// <summary>How long the deal has been in its stage.</summary>
    public TimeSpan TimeInStage(DateTimeOffset now) => now > StageEnteredAt ? now - StageEnteredAt : TimeSpan.Zero;

    /// <summary>Whether an open deal has seen neither update nor activity for longer than its stage allows.</summary>
    public bool IsStagnant(Stage stage, DateTimeOffset now) => IsOpen && IsStagnant(stage.StagnantAfter, UpdatedAt, LastActivityAt, now);

    /// <summary>The same of an open deal of which only these values are known.</summary>
    public static bool IsStagnant(TimeSpan? stagnantAfter, DateTimeOffset updatedAt, DateTimeOffset? lastActivityAt, DateTimeOffset now) =>
        stagnantAfter is { } limit && now - (lastActivityAt > updatedAt ? lastActivityAt.Value : updatedAt) > limit;

    /// <summary>
    /// Moves an open deal to another open stage of its pipeline, forwards or back. Refuses with INVALID_STATE if it is
    /// closed or there already, and with VALIDATION at <c>stageId</c> for a WON, LOST or foreign stage.
    /// </summary>
    public void MoveTo(Stage stage, UserId by, string? comment, DateTimeOffset now)
    {
        RequireMovableTo(stage);
        Change(stage, by, Guard.OptionalText(comment, "comment", 2000), now);
    }

    /// <summary>Refuses as <see cref="MoveTo"/> does, and changes nothing. Exit criteria are another matter: <see cref="Pipelines.Gates.StageGate"/> knows them.</summary>
    public void RequireMovableTo(Stage stage)
    {
        RequireOpen("moved");
        RequireSamePipeline(stage);
        if (stage.IsRetired) throw Guard.Invalid("stageId", $"The stage {stage.Name} has been taken out of the pipeline; choose one of its stages.");
        if (stage.Kind != StageKind.Open)
            throw Guard.Invalid("stageId", $"A deal gets to {stage.Name} by {(stage.Kind == StageKind.Won ? "winOpportunity" : "loseOpportunity")} with a reason.");
        if (stage.Id == StageId)
            throw new DomainException(ErrorCode.InvalidState, $"Opportunity {Number} is in {stage.Name} already.", "stageId");
    }

    /// <summary>
    /// Takes over the probability and forecast category that the stage of an open deal has been given. This is no progress: the
    /// deal does not count as updated.
    /// </summary>
    public void FollowOdds(Stage stage, DateTimeOffset now)
    {
        if (!IsOpen || stage.Id != StageId) return;
        (Probability, ForecastCategory, ExpectedRevenue) = (stage.Probability, stage.ForecastCategory, Amount.Times(stage.Probability));
        Raise(new OpportunityUpdated(Id, PipelineId, OwnerId, TeamId, now));
    }

    /// <summary>Closes an open deal as won.</summary>
    /// <param name="won">The WON stage of the deal's pipeline.</param>
    /// <param name="reason">Why; one that applies to WON.</param>
    /// <param name="closedOn">The day of the signature, not in the future; today (UTC) if absent.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="now">The current time.</param>
    public void Win(Stage won, CloseReason reason, DateOnly? closedOn, UserId by, DateTimeOffset now)
    {
        var day = Close(won, StageKind.Won, reason, closedOn, null, by, now);
        Raise(new OpportunityWon(Id, PipelineId, reason.Id, day, by, OwnerId, TeamId, now));
    }

    /// <summary>Closes an open deal as lost.</summary>
    /// <param name="lost">The LOST stage of the deal's pipeline.</param>
    /// <param name="reason">Why; one that applies to LOST.</param>
    /// <param name="competitor">Who won it instead.</param>
    /// <param name="closedOn">The day of the loss, not in the future; today (UTC) if absent.</param>
    /// <param name="by">Who closes it.</param>
    /// <param name="now">The current time.</param>
    public void Lose(Stage lost, CloseReason reason, string? competitor, DateOnly? closedOn, UserId by, DateTimeOffset now)
    {
        var day = Close(lost, StageKind.Lost, reason, closedOn, competitor, by, now);
        Raise(new OpportunityLost(Id, PipelineId, reason.Id, day, by, OwnerId, TeamId, now));
    }

    /// <summary>Takes a closed deal up again in an open stage of its pipeline. An open deal refuses with INVALID_STATE.</summary>
    /// <param name="stage">The open stage that it goes on in.</param>
    /// <param name="reason">Why; kept as the comment of the stage change.</param>
    /// <param name="by">Who reopens it.</param>
    /// <param name="now">The current time.</param>
    public void Reopen(Stage stage, string reason, UserId by, DateTimeOffset now)
    {
        if (IsOpen) throw new DomainException(ErrorCode.InvalidState, $"Opportunity {Number} is open; only a closed one can be reopened.");
        RequireSamePipeline(stage);
        if (stage.IsRetired) throw Guard.Invalid("stageId", $"The stage {stage.Name} has been taken out of the pipeline; choose one of its stages.");
        if (stage.Kind != StageKind.Open) throw Guard.Invalid("stageId", $"A deal goes on in an open stage; {stage.Name} is {stage.Kind.ApiName()}.");
        var comment = Guard.Text(reason, "reason", 2000);
        (ClosedOn, CloseReasonId, Competitor) = (null, null, null);
        Change(stage, by, comment, now);
    }

    private DateOnly Close(Stage stage, StageKind outcome, CloseReason reason, DateOnly? closedOn, string? competitor, UserId by, DateTimeOffset now)
    {
        RequireOpen(outcome == StageKind.Won ? "won" : "lost");
        RequireSamePipeline(stage);
        if (stage.Kind != outcome) throw Guard.Invalid("stageId", $"{stage.Name} is {stage.Kind.ApiName()}; a stage that is {outcome.ApiName()} is needed.");
        reason.RequireAppliesTo(outcome);
        var day = Guard.Date(closedOn ?? DateOnly.FromDateTime(now.UtcDateTime), "closedOn");
        if (day > DateOnly.FromDateTime((now + FurthestAhead).UtcDateTime)) throw Guard.Invalid("closedOn", "closedOn must not be in the future.");
        var rival = Guard.OptionalText(competitor, "competitor", 200);
        (ClosedOn, CloseReasonId, Competitor) = (day, reason.Id, rival);
        MeetCompetitor(rival);
        Change(stage, by, null, now);
        return day;
    }

    private void Change(Stage stage, UserId by, string? comment, DateTimeOffset now)
    {
        var from = StageId;
        Enter(stage, by, comment, now);
        Raise(new StageChanged(Id, PipelineId, from, stage.Id, by, OwnerId, TeamId, now));
    }

    private void Enter(Stage stage, UserId by, string? comment, DateTimeOffset now)
    {
        var isCreation = _stageHistory.Count == 0;
        _stageHistory.Add(StageChange.Create(
            Id, _stageHistory.Count + 1, isCreation ? null : StageId, stage.Id, by, isCreation ? null : TimeInStage(now), comment, now));
        (StageId, Status, StageEnteredAt, UpdatedAt) = (stage.Id, stage.Kind, now, now);
        if (stage.Kind == StageKind.Open) LastOpenStageId = stage.Id;
        (Probability, ForecastCategory, ExpectedRevenue) = (stage.Probability, stage.ForecastCategory, Amount.Times(stage.Probability));
    }

    private void RequireSamePipeline(Stage stage)
    {
        if (stage.PipelineId != PipelineId)
            throw Guard.Invalid("stageId", $"The stage {stage.Name} belongs to another pipeline; choose one of the opportunity's own.");
    }
}
