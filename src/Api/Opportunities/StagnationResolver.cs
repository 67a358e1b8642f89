using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Execution;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Opportunities;

/// <summary><c>isStagnant</c>: one statement reads the limits of the stages that all deals of a level are in.</summary>
internal sealed class StagnationResolver : BatchResolver
{
    internal StagnationResolver() => Requirements =
    [
        (Expression<Func<Opportunity, StageId>>)(o => o.StageId),
        (Expression<Func<Opportunity, StageKind>>)(o => o.Status),
        (Expression<Func<Opportunity, DateTimeOffset>>)(o => o.UpdatedAt),
        (Expression<Func<Opportunity, DateTimeOffset?>>)(o => o.LastActivityAt),
    ];

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        StageId[] stages = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Required<StageId>(i, 0)).Distinct()];
        var limits = await AllRows.Db(batch.Services).Stages
            .Where(s => stages.Contains(s.Id))
            .Select(s => new { s.Id, s.StagnantAfter })
            .ToDictionaryAsync(s => s.Id, s => s.StagnantAfter, cancellationToken);
        var now = batch.Request.Now();
        for (var i = 0; i < batch.Count; i++)
        {
            var isOpen = batch.Required<StageKind>(i, 1) == StageKind.Open;
            var (updated, active) = (batch.Required<DateTimeOffset>(i, 2), batch.Required<DateTimeOffset?>(i, 3));
            batch.SetResult(i, isOpen && Opportunity.IsStagnant(limits[batch.Required<StageId>(i, 0)], updated, active, now));
        }
    }
}
