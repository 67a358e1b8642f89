using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmGraph.Persistence.Funnels;

/// <summary>
/// Writes to the sums of the funnel what a save changes: of every deal that is added, changed or deleted, what it counted before is taken
/// back and what it counts now is added. Changes of deals that go past the context (ExecuteUpdate, SQL) need a recount afterwards.
/// </summary>
internal sealed class FunnelJournal
{
    private readonly CrmDbContext _db;
    private readonly List<EntityEntry<Opportunity>> _deals;
    private readonly List<EntityEntry<Stage>> _movedStages;
    private readonly List<FunnelEntry> _written = [];

    private FunnelJournal(CrmDbContext db, List<EntityEntry<Opportunity>> deals, List<EntityEntry<Stage>> movedStages) =>
        (_db, _deals, _movedStages) = (db, deals, movedStages);

    /// <summary>The journal of what is about to be saved; null if it changes no funnel.</summary>
    internal static FunnelJournal? Of(CrmDbContext db)
    {
        var deals = db.ChangeTracker.Entries<Opportunity>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        var stages = db.ChangeTracker.Entries<Stage>()
            .Where(e => e.State == EntityState.Modified && (e.Property(s => s.Position).IsModified || e.Property(s => s.RetiredAt).IsModified))
            .ToList();
        return deals.Count + stages.Count == 0 ? null : new FunnelJournal(db, deals, stages);
    }

    /// <summary>Adds the entries to what is saved; call it inside the transaction.</summary>
    internal async Task WriteAsync(CancellationToken cancellationToken)
    {
        var changes = _db.ChangeTracker.Entries<StageChange>().ToLookup(e => e.Entity.OpportunityId);
        var furthest = await FurthestAsync(changes, cancellationToken);
        foreach (var deal in _deals)
        {
            var sums = new Dictionary<(DealPlace, FunnelPart), FunnelTally>();
            List<EntityEntry<StageChange>> history = [.. changes[deal.Entity.Id]];
            if (deal.State != EntityState.Added) Count(sums, Before(deal, history), -1);
            if (deal.State != EntityState.Deleted)
            {
                KeepColumns(deal, history, furthest);
                Count(sums, Now(deal, history), 1);
            }

            foreach (var ((place, part), tally) in sums.Where(s => !s.Value.IsNothing)) Write(deal.Entity, place, part, tally);
        }
    }

    /// <summary>Lets go of the entries, which nobody reads again.</summary>
    internal void Forget()
    {
        foreach (var entry in _written) _db.Entry(entry).State = EntityState.Detached;
        _written.Clear();
    }

    /// <summary>Whether stages are in another order than before, so that others may be the furthest of their deals.</summary>
    internal bool ReordersStages() => _movedStages.Select(e => e.Entity.PipelineId).Distinct().Any(IsReordered);

    private bool IsReordered(PipelineId pipelineId)
    {
        // stages that are new were in nobody's way before
        var stages = _db.ChangeTracker.Entries<Stage>().Where(e => e.Entity.PipelineId == pipelineId && e.State is (EntityState.Unchanged or EntityState.Modified)).ToList();
        var before = stages.Where(e => e.Property(s => s.Kind).OriginalValue != StageKind.Lost && e.Property(s => s.RetiredAt).OriginalValue is null).OrderBy(e => e.Property(s => s.Position).OriginalValue);
        var now = stages.Where(e => FurthestStage.IsOnTheWay(e.Entity)).OrderBy(e => e.Entity.Position);
        return !before.Select(e => e.Entity.Id).SequenceEqual(now.Select(e => e.Entity.Id));
    }

    private async Task<FurthestStage> FurthestAsync(ILookup<OpportunityId, EntityEntry<StageChange>> changes, CancellationToken cancellationToken)
    {
        var moved = _deals.Where(d => d.State != EntityState.Deleted && changes[d.Entity.Id].Any(c => c.State == EntityState.Added)).ToList();
        var known = _db.ChangeTracker.Entries<Stage>().Where(e => e.State != EntityState.Deleted).Select(e => e.Entity).ToDictionary(s => s.Id);
        var pipelines = moved
            .Where(d => changes[d.Entity.Id].Any(c => !known.ContainsKey(c.Entity.ToStageId)))
            .Select(d => d.Entity.PipelineId).Distinct().ToList();
        if (pipelines.Count == 0) return FurthestStage.Of(known.Values);
        var stored = await _db.Stages.AsNoTracking().Where(s => pipelines.Contains(s.PipelineId)).ToListAsync(cancellationToken);
        return FurthestStage.Of(known.Values.Concat(stored.Where(s => !known.ContainsKey(s.Id))));
    }

    private static void KeepColumns(EntityEntry<Opportunity> deal, List<EntityEntry<StageChange>> history, FurthestStage furthest)
    {
        var day = DayOf(deal.Entity.CreatedAt);
        if (deal.State == EntityState.Added) deal.Property<int>(FunnelColumns.CreatedOn).CurrentValue = day;
        if (history.Any(c => c.State == EntityState.Added))
        {
            deal.Property<StageId?>(FunnelColumns.FurthestStageId).CurrentValue =
                furthest.Of(history.Where(c => c.State != EntityState.Deleted).Select(c => c.Entity.ToStageId), deal.Entity.LastOpenStageId);
        }

        foreach (var change in history.Where(c => c.State != EntityState.Deleted))
        {
            if (change.State == EntityState.Added) change.Property<int>(FunnelColumns.CreatedOn).CurrentValue = day;
            var team = change.Property<TeamId?>(FunnelColumns.TeamId);
            if (team.CurrentValue != deal.Entity.TeamId) team.CurrentValue = deal.Entity.TeamId;
        }
    }

    internal static int DayOf(DateTimeOffset moment) => (int)(moment.UtcTicks / TimeSpan.TicksPerDay);

    private static DealStanding Before(EntityEntry<Opportunity> deal, List<EntityEntry<StageChange>> history)
    {
        return Standing(
            deal,
            new Money(deal.ComplexProperty(o => o.Amount).Property(m => m.Amount).OriginalValue, deal.ComplexProperty(o => o.Amount).Property(m => m.Currency).OriginalValue),
            deal.ComplexProperty(o => o.ExpectedRevenue).Property(m => m.Amount).OriginalValue,
            history.Where(c => c.State is EntityState.Unchanged or EntityState.Modified or EntityState.Deleted),
            isBefore: true);
    }

    private static DealStanding Now(EntityEntry<Opportunity> deal, List<EntityEntry<StageChange>> history) =>
        Standing(deal, deal.Entity.Amount, deal.Entity.ExpectedRevenue.Amount, history.Where(c => c.State != EntityState.Deleted), isBefore: false);

    private static DealStanding Standing(
        EntityEntry<Opportunity> deal, Money amount, decimal expected, IEnumerable<EntityEntry<StageChange>> history, bool isBefore)
    {
        return new DealStanding
        {
            Place = new DealPlace(
                Value<PipelineId>(nameof(Opportunity.PipelineId)),
                DayOf(deal.Entity.CreatedAt),
                Value<TeamId?>(nameof(Opportunity.TeamId))?.Value,
                Value<UserId>(nameof(Opportunity.OwnerId)).Value,
                Value<LeadSourceId?>(nameof(Opportunity.SourceId))?.Value),
            Amount = amount,
            Expected = expected,
            Status = Value<StageKind>(nameof(Opportunity.Status)),
            StageId = Value<StageId>(nameof(Opportunity.StageId)),
            LastOpenStageId = Value<StageId>(nameof(Opportunity.LastOpenStageId)),
            ReasonId = Value<CloseReasonId?>(nameof(Opportunity.CloseReasonId)),
            FurthestStageId = Value<StageId?>(FunnelColumns.FurthestStageId),
            Cycle = Value<DateTimeOffset>(nameof(Opportunity.StageEnteredAt)) - deal.Entity.CreatedAt,
            Visits = [.. history.Select(c => c.Entity).Where(c => c.FromStageId is not null && c.TimeInFrom is not null).Select(c => (c.FromStageId!.Value, c.TimeInFrom!.Value))],
        };

        T Value<T>(string name)
        {
            var property = deal.Property<T>(name);
            return isBefore ? property.OriginalValue : property.CurrentValue;
        }
    }

    private static void Count(Dictionary<(DealPlace, FunnelPart), FunnelTally> sums, DealStanding standing, int sign)
    {
        foreach (var (part, tally) in standing.Parts())
            sums[(standing.Place, part)] = sums.GetValueOrDefault((standing.Place, part)) + tally.Times(sign);
    }

    private void Write(Opportunity deal, DealPlace place, FunnelPart part, FunnelTally tally)
    {
        var entry = new FunnelEntry
        {
            Id = Guid.CreateVersion7(deal.UpdatedAt),
            PipelineId = place.PipelineId,
            Day = place.Day,
            TeamId = place.TeamId,
            OwnerId = place.OwnerId,
            SourceId = place.SourceId,
            Figure = part.Figure,
            StageId = part.StageId,
            ReasonId = part.ReasonId,
            Currency = part.Currency,
            Bucket = part.Bucket,
            CoarseBucket = DurationBuckets.Coarse(part.Bucket),
            Count = tally.Count,
            Amount = tally.Amount,
            Expected = tally.Expected,
            Milliseconds = tally.Milliseconds,
        };
        _written.Add(entry);
        _db.Add(entry);
    }
}
