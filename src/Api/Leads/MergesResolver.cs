using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Execution;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads;

/// <summary><c>Lead.merges</c>: one statement reads those of all leads of a level. There are few, and leads are not sought by them.</summary>
internal sealed class MergesResolver : BatchResolver
{
    internal MergesResolver() => Requirements = [(Expression<Func<Lead, LeadId>>)(l => l.Id)];

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        List<LeadId> leads = [.. Enumerable.Range(0, batch.Count).Select(i => batch.Required<LeadId>(i, 0)).Distinct()];
        var merges = await AllRows.Db(batch.Services).LeadMerges.AsNoTracking()
            .Where(m => leads.Contains(m.SurvivorId))
            .OrderByDescending(m => m.MergedAt)
            .ThenBy(m => m.Id)
            .ToListAsync(cancellationToken);
        var byLead = merges.ToLookup(m => m.SurvivorId);
        for (var i = 0; i < batch.Count; i++) batch.SetResult(i, byLead[batch.Required<LeadId>(i, 0)].ToArray());
    }
}
