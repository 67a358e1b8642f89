using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Opportunities;

/// <summary>A stage that the opportunity could move to now, and what stands in the way.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Allowed">Whether moveOpportunity to it would succeed; for WON and LOST, whether winOpportunity and loseOpportunity would, given a reason.</param>
/// <param name="Blockers">Every rule that is not met; empty if it is allowed.</param>
internal sealed record StageOption(Stage Stage, bool Allowed, IReadOnlyList<Blocker> Blockers);

/// <summary><c>stageOptions</c>: the same few statements for one deal and for a hundred.</summary>
internal sealed class StageOptionsResolver : BatchResolver
{
    internal StageOptionsResolver() => Requirements = [(Expression<Func<Opportunity, OpportunityId>>)(o => o.Id)];

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var db = AllRows.Db(batch.Services);
        OpportunityId[] ids = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Required<OpportunityId>(i, 0)).Distinct()];
        var deals = await db.ReadFactsAsync(ids, batch.Request.Caller<Caller>(), cancellationToken);
        PipelineId[] pipelines = [.. deals.Values.Select(d => d.PipelineId).Distinct()];
        var stages = (await db.Stages.AsNoTracking().Where(s => pipelines.Contains(s.PipelineId)).ToListAsync(cancellationToken)).ToLookup(s => s.PipelineId);
        var gates = pipelines.ToDictionary(p => p, p => new StageGate(stages[p]));
        for (var i = 0; i < batch.Count; i++)
        {
            var deal = deals[batch.Required<OpportunityId>(i, 0)];
            batch.SetResult(i, Options(deal, gates[deal.PipelineId], stages[deal.PipelineId].Single(s => s.Id == deal.StageId)));
        }
    }

    private static List<StageOption> Options(GatedDeal deal, StageGate gate, Stage from) => [.. gate.OptionsFrom(from).Select(to =>
    {
        var blockers = gate.Evaluate(deal.Facts, from, to);
        return new StageOption(to, blockers.Count == 0, blockers);
    })];
}
