using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>How many deals of a cohort came exactly so far.</summary>
internal sealed record FurthestGroup(int? Position, string Currency, int Count, decimal Amount);

/// <summary>How many deals of a cohort stand alike.</summary>
internal sealed record StandingGroup(StageId StageId, StageId LastOpenStageId, CloseReasonId? ReasonId, string Currency, int Count, decimal Amount, decimal Expected);

/// <summary>
/// The statements behind a funnel. The database adds up; what comes back is a handful of groups, whatever the number of deals, but
/// for the times, of which a median needs every one.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="cohort">The deals.</param>
/// <param name="asOf">The moment to show, if it is not now.</param>
internal sealed class FunnelRows(CrmDbContext db, IQueryable<Opportunity> cohort, DateTimeOffset? asOf)
{
    private readonly IQueryable<StageChange> _changes = asOf is { } moment ? db.StageChanges.Where(c => c.At <= moment) : db.StageChanges;

    internal Task<List<FurthestGroup>> FurthestAsync(CancellationToken cancellationToken) => cohort
        .Select(o => new
        {
            o.Amount.Amount,
            o.Amount.Currency,
            Position = _changes
                .Where(c => c.OpportunityId == o.Id)
                .Join(db.Stages.Where(s => s.Kind != StageKind.Lost && s.RetiredAt == null), c => c.ToStageId, s => s.Id, (c, s) => (int?)s.Position)
                .Max(),
        })
        .GroupBy(d => new { d.Position, d.Currency })
        .Select(g => new FurthestGroup(g.Key.Position, g.Key.Currency, g.Count(), g.Sum(d => d.Amount)))
        .ToListAsync(cancellationToken);

    internal Task<List<StandingGroup>> StandingAsync(CancellationToken cancellationToken) => asOf is null
        ? cohort
            .GroupBy(o => new { o.StageId, o.LastOpenStageId, o.CloseReasonId, o.Amount.Currency })
            .Select(g => new StandingGroup(
                g.Key.StageId, g.Key.LastOpenStageId, g.Key.CloseReasonId, g.Key.Currency, g.Count(), g.Sum(o => o.Amount.Amount), g.Sum(o => o.ExpectedRevenue.Amount)))
            .ToListAsync(cancellationToken)
        : cohort
            .Select(o => new
            {
                o.Amount.Amount,
                o.Amount.Currency,
                // of a deal that has been reopened since, the reason of that time is not kept
                ReasonId = o.Status == StageKind.Lost ? o.CloseReasonId : null,
                StageId = _changes.Where(c => c.OpportunityId == o.Id).OrderByDescending(c => c.Sequence).Select(c => c.ToStageId).First(),
                LastOpenStageId = _changes
                    .Where(c => c.OpportunityId == o.Id && db.Stages.Any(s => s.Id == c.ToStageId && s.Kind == StageKind.Open))
                    .OrderByDescending(c => c.Sequence).Select(c => c.ToStageId).First(),
            })
            .GroupBy(d => new { d.StageId, d.LastOpenStageId, d.ReasonId, d.Currency })
            .Select(g => new StandingGroup(
                g.Key.StageId, g.Key.LastOpenStageId, g.Key.ReasonId, g.Key.Currency, g.Count(), g.Sum(d => d.Amount), 0))
            .ToListAsync(cancellationToken);

    /// <summary>How long each completed visit took, by stage, in ascending order.</summary>
    internal async Task<ILookup<StageId, TimeSpan>> VisitsAsync(CancellationToken cancellationToken)
    {
        var visits = await _changes
            .Where(c => c.FromStageId != null && c.TimeInFrom != null && cohort.Any(o => o.Id == c.OpportunityId))
            .OrderBy(c => c.TimeInFrom)
            .Select(c => new { Stage = c.FromStageId!.Value, Time = c.TimeInFrom!.Value })
            .ToListAsync(cancellationToken);
        return visits.ToLookup(v => v.Stage, v => v.Time);
    }

    /// <summary>How long each deal that stands in the WON stage took.</summary>
    internal async Task<List<TimeSpan>> CyclesAsync(StageId won, CancellationToken cancellationToken)
    {
        var wins = await cohort
            .Select(o => new
            {
                o.CreatedAt,
                Last = _changes.Where(c => c.OpportunityId == o.Id).OrderByDescending(c => c.Sequence).Select(c => new { c.ToStageId, c.At }).First(),
            })
            .Where(d => d.Last.ToStageId == won)
            .Select(d => new { d.CreatedAt, WonAt = d.Last.At })
            .ToListAsync(cancellationToken);
        return [.. wins.Select(w => w.WonAt - w.CreatedAt)];
    }
}
