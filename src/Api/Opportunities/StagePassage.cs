using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Pipelines;

namespace CrmGraph.Api.Opportunities;

/// <summary>Asks the gate before a move, by the evaluation that <see cref="StageOptionsResolver"/> shows.</summary>
internal static class StagePassage
{
    /// <summary>
    /// Lets an opportunity through to a stage. Refuses with FORBIDDEN if nothing but the caller's rights stands in the way, with CONFLICT
    /// if the opportunity is not in the version that the caller has read, and with STAGE_BLOCKED and every blocker otherwise. A stage that
    /// is no option is left to the opportunity's own rules. Call it in the transaction that saves the move.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="caller">Who wants to move it.</param>
    /// <param name="opportunity">The opportunity, unchanged so far.</param>
    /// <param name="to">The stage.</param>
    /// <param name="version">The version that the caller has read.</param>
    /// <param name="reaches">The kind of stage that the mutation leads to.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal static async Task RequirePassageAsync(
        this CrmDbContext db, Caller caller, Opportunity opportunity, Stage to, int? version, StageKind reaches, CancellationToken cancellationToken)
    {
        var pipeline = await db.PipelineAsync(opportunity.PipelineId, cancellationToken);
        var gate = new StageGate(pipeline.Stages);
        if (to.Kind != reaches || pipeline.Stages.SingleOrDefault(s => s.Id == opportunity.StageId) is not { } from || !gate.OptionsFrom(from).Any(s => s.Id == to.Id))
        {
            caller.Require(Resource.Opportunity, Access.Change, opportunity.OwnerId, opportunity.TeamId);
            opportunity.RequireVersion(version);
            return;
        }

        var deals = await db.ReadFactsAsync([opportunity.Id], caller, cancellationToken);
        var blockers = gate.Evaluate(deals[opportunity.Id].Facts, from, to);
        if (blockers.All(b => b.IsPermission)) caller.Require(Resource.Opportunity, Access.Change, opportunity.OwnerId, opportunity.TeamId);
        opportunity.RequireVersion(version);
        if (blockers.Count > 0) throw new StageBlockedException(from, to, blockers);
    }
}
