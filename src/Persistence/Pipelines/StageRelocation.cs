using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.Funnels;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Pipelines;

/// <summary>
/// Takes deals along when their pipeline is laid down anew, by the deals' own methods and in batches: events, versions and everything
/// else that hangs on a change come about as with any other. Call it in the transaction that saves the pipeline, after the pipeline
/// has been saved.
/// </summary>
public static class StageRelocation
{
    private const int Batch = 500;

    /// <summary>How many deals are in a stage, and how many closed ones were in it last.</summary>
    public static async Task<(int Open, int Closed)> CountUsersAsync(this CrmDbContext db, Stage stage, CancellationToken cancellationToken)
    {
        var users = db.Opportunities.Where(o => o.LastOpenStageId == stage.Id);
        var open = await users.CountAsync(o => o.Status == StageKind.Open, cancellationToken);
        return (open, await users.CountAsync(cancellationToken) - open);
    }

    /// <summary>Moves the open deals of a stage to another one, and has closed ones count as lost from there; the sums of the funnel need a recount afterwards.</summary>
    /// <param name="db">A context without pending changes; it forgets what it has tracked.</param>
    /// <param name="from">The stage.</param>
    /// <param name="to">Another open stage of the same pipeline.</param>
    /// <param name="by">Who moves them.</param>
    /// <param name="comment">What to note in their history.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Ends the moving.</param>
    public static async Task MoveDealsAsync(
        this CrmDbContext db, Stage from, Stage to, UserId by, string comment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            var deals = await db.Opportunities
                .Where(o => o.StageId == from.Id && o.Status == StageKind.Open)
                .OrderBy(o => o.Id).Take(Batch).ToListAsync(cancellationToken);
            if (deals.Count == 0) break;
            foreach (var deal in deals) deal.MoveTo(to, by, comment, now);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
        await db.Opportunities
            .Where(o => o.LastOpenStageId == from.Id)
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.LastOpenStageId, to.Id), cancellationToken);
        // the closed deals have gone past the context
        await db.RecountFunnelAsync(cancellationToken);
    }

    /// <summary>Gives the open deals of a stage its probability and forecast category.</summary>
    /// <param name="db">A context without pending changes; it forgets what it has tracked.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="now">The current time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task ReweighDealsAsync(this CrmDbContext db, Stage stage, DateTimeOffset now, CancellationToken cancellationToken)
    {
        OpportunityId? last = null;
        while (true)
        {
            // their children have no part in it
            var some = db.Opportunities.IgnoreAutoIncludes().Where(o => o.StageId == stage.Id && o.Status == StageKind.Open);
            if (last is { } known) some = some.Where(o => o.Id.CompareTo(known) > 0);
            var deals = await some.OrderBy(o => o.Id).Take(Batch).ToListAsync(cancellationToken);
            if (deals.Count == 0) break;
            last = deals[^1].Id;
            foreach (var deal in deals) deal.FollowOdds(stage, now);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
