using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Alerts;

/// <summary>Looks for deals that nothing happens to.</summary>
public static class StagnationAlerts
{
    private const int Batch = 500;

    /// <summary>
    /// Alerts the managers of owners whose open deals have had no update for longer than the stage allows, and reminds the owners: once
    /// until the next update.
    /// </summary>
    /// <returns>How many alerts were raised.</returns>
    public static async Task<int> AlertToStagnationAsync(this CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var limits = await db.Stages.Where(s => s.StagnantAfter != null).ToDictionaryAsync(s => s.Id, s => s.StagnantAfter, cancellationToken);
        if (limits.Count == 0) return 0;
        var responsible = await Responsible.LoadAsync(db, cancellationToken);
        var before = now - limits.Values.Min()!.Value;
        var (raised, last) = (0, default(OpportunityId));
        while (true)
        {
            var deals = await NextAsync(db, last, before, cancellationToken);
            var stagnant = deals.Where(d => Opportunity.IsStagnant(limits.GetValueOrDefault(d.StageId), d.UpdatedAt, d.LastActivityAt, now));
            raised += await db.RaiseAsync(AlertKinds.OpportunityStagnant, [.. stagnant.Select(d => OccasionOf(d, responsible, now))], now, cancellationToken);
            if (deals.Count < Batch) return raised;
            last = deals[^1].Id;
        }
    }

    private static Task<List<QuietDeal>> NextAsync(CrmDbContext db, OpportunityId after, DateTimeOffset before, CancellationToken cancellationToken) => db.Opportunities
        .Where(o => o.Id.CompareTo(after) > 0 && o.Status == StageKind.Open && o.UpdatedAt < before)
        .OrderBy(o => o.Id)
        .Take(Batch)
        .Select(o => new QuietDeal(o.Id, o.StageId, o.UpdatedAt, o.LastActivityAt, o.OwnerId, o.TeamId, o.Number, o.Name))
        .ToListAsync(cancellationToken);

    private static Occasion OccasionOf(QuietDeal deal, Responsible responsible, DateTimeOffset now)
    {
        var lastUpdate = deal.LastActivityAt > deal.UpdatedAt ? deal.LastActivityAt.Value : deal.UpdatedAt;
        var content = new AlertContent(AlertKinds.OpportunityStagnant, nameof(Opportunity), deal.Id.Value, $"{deal.Number} {deal.Name}", (now - lastUpdate).Days);
        return new Occasion(deal.Id.Value, lastUpdate, content, responsible.OwnerAndManager(deal.OwnerId, deal.TeamId));
    }

    private sealed record QuietDeal(
        OpportunityId Id, StageId StageId, DateTimeOffset UpdatedAt, DateTimeOffset? LastActivityAt, UserId OwnerId, TeamId? TeamId, string Number, string Name);
}
