using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Opportunities;

/// <summary>Moves of opportunities from stage to stage.</summary>
internal static class StageMutations
{
    /// <summary>
    /// Moves an open opportunity to another open stage of its pipeline, forwards or back. What <c>stageOptions</c> names as blockers refuses
    /// it with STAGE_BLOCKED.
    /// </summary>
    /// <param name="input">The opportunity and the stage.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> MoveOpportunity(
        MoveOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var opportunity = await db.SeenAsync(caller, input.OpportunityId, cancellationToken);
        var stage = await db.StageAsync(input.StageId, cancellationToken);
        await db.RequirePassageAsync(caller, opportunity, stage, input.Version, StageKind.Open, cancellationToken);
        opportunity.MoveTo(stage, caller.UserId, input.Comment, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Closes an open opportunity as won, which takes what any move forwards takes.</summary>
    /// <param name="input">The opportunity and why it was won.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> WinOpportunity(
        WinOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var opportunity = await db.SeenAsync(caller, input.OpportunityId, cancellationToken);
        var won = (await db.PipelineAsync(opportunity.PipelineId, cancellationToken)).Won;
        await db.RequirePassageAsync(caller, opportunity, won, input.Version, StageKind.Won, cancellationToken);
        var reason = await db.ReasonAsync(input.Reason, cancellationToken);
        var now = time.GetUtcNow();
        opportunity.Win(won, reason, input.ClosedOn, caller.UserId, now);
        await db.FollowCloseAsync(opportunity, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Closes an open opportunity as lost; no criteria stand in the way of that.</summary>
    /// <param name="input">The opportunity and why it was lost.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> LoseOpportunity(
        LoseOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var opportunity = await db.SeenAsync(caller, input.OpportunityId, cancellationToken);
        var lost = (await db.PipelineAsync(opportunity.PipelineId, cancellationToken)).Lost;
        await db.RequirePassageAsync(caller, opportunity, lost, input.Version, StageKind.Lost, cancellationToken);
        var reason = await db.ReasonAsync(input.Reason, cancellationToken);
        var now = time.GetUtcNow();
        opportunity.Lose(lost, reason, input.Competitor, input.ClosedOn, caller.UserId, now);
        await db.FollowCloseAsync(opportunity, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Takes a closed opportunity up again in any open stage of its pipeline; no criteria stand in the way of that.</summary>
    /// <param name="input">The opportunity, the stage and why.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> ReopenOpportunity(
        ReopenOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", input.Version, cancellationToken);
        var stage = await db.StageAsync(input.StageId, cancellationToken);
        opportunity.Reopen(stage, input.Reason, caller.UserId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }

    private static Task<Opportunity> SeenAsync(this CrmDbContext db, Caller caller, OpportunityId id, CancellationToken cancellationToken) =>
        db.Opportunities.VisibleTo(caller).FindAsync(o => o.Id == id, "opportunityId", "opportunity", cancellationToken);
}
