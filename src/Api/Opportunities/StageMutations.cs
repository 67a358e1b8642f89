using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Opportunities;

/// <summary>Moves of opportunities from stage to stage.</summary>
internal static class StageMutations
{
    /// <summary>Moves an open opportunity to another open stage of its pipeline, forwards or back.</summary>
    /// <param name="input">The opportunity and the stage.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> MoveOpportunity(
        MoveOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", input.Version, cancellationToken);
        var stage = await db.StageAsync(input.StageId, cancellationToken);
        opportunity.MoveTo(stage, caller.UserId, input.Comment, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Closes an open opportunity as won.</summary>
    /// <param name="input">The opportunity and why it was won.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> WinOpportunity(
        WinOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", input.Version, cancellationToken);
        var pipeline = await db.PipelineAsync(opportunity.PipelineId, cancellationToken);
        var reason = await db.ReasonAsync(input.Reason, cancellationToken);
        opportunity.Win(pipeline.Won, reason, input.ClosedOn, caller.UserId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Closes an open opportunity as lost.</summary>
    /// <param name="input">The opportunity and why it was lost.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> LoseOpportunity(
        LoseOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", input.Version, cancellationToken);
        var pipeline = await db.PipelineAsync(opportunity.PipelineId, cancellationToken);
        var reason = await db.ReasonAsync(input.Reason, cancellationToken);
        opportunity.Lose(pipeline.Lost, reason, input.Competitor, input.ClosedOn, caller.UserId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }

    /// <summary>Takes a closed opportunity up again in an open stage of its pipeline.</summary>
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
}
