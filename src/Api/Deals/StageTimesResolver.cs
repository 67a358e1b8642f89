using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Execution;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Deals;

/// <summary><c>stageTimes</c>: one statement reads the histories of all deals of a level.</summary>
internal sealed class StageTimesResolver : BatchResolver
{
    internal StageTimesResolver() => Requirements =
    [
        (Expression<Func<Opportunity, OpportunityId>>)(o => o.Id),
        (Expression<Func<Opportunity, StageKind>>)(o => o.Status),
    ];

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        OpportunityId[] ids = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Required<OpportunityId>(i, 0)).Distinct()];
        var changes = await AllRows.Db(batch.Services).StageChanges
            .Where(c => ids.Contains(c.OpportunityId))
            .OrderBy(c => c.Sequence)
            .Select(c => new { c.OpportunityId, c.ToStageId, c.At })
            .ToListAsync(cancellationToken);
        var entries = changes.ToLookup(c => c.OpportunityId, c => (c.ToStageId, c.At));
        var now = batch.Request.Now();
        for (var i = 0; i < batch.Count; i++)
            batch.SetResult(i, StageTime.Of([.. entries[batch.Required<OpportunityId>(i, 0)]], batch.Required<StageKind>(i, 1) == StageKind.Open, now));
    }
}
