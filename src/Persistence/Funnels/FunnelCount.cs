using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Funnels;

/// <summary>What counting one by one gives.</summary>
/// <param name="Sums">The sums.</param>
/// <param name="Visits">The completed visits to the stages, by group and stage, in ascending order of their length; empty if nobody asked.</param>
public sealed record CountedFunnel(IReadOnlyList<FunnelSum> Sums, ILookup<(FunnelGroupKey Group, StageId StageId), TimeSpan> Visits);

/// <summary>
/// Counts deals one by one where no sums are kept: under a condition, for a moment in the past, by industry or region. It reads each deal
/// once, and each stage change if it has to know them.
/// </summary>
/// <param name="db">The database.</param>
/// <param name="cohort">The deals.</param>
/// <param name="pipeline">Their pipeline.</param>
/// <param name="grouping">By what they are told apart.</param>
/// <param name="asOf">The moment to show, if it is not now.</param>
public sealed class FunnelCount(CrmDbContext db, IQueryable<Opportunity> cohort, Pipeline pipeline, FunnelGrouping? grouping, DateTimeOffset? asOf)
{
    private readonly FurthestStage _furthest = FurthestStage.Of(pipeline.Stages);
    private readonly Dictionary<StageId, Stage> _stages = pipeline.Stages.ToDictionary(s => s.Id);

    /// <summary>Counts.</summary>
    /// <param name="wantsTimes">Whether the lengths of visits are asked for.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public async Task<CountedFunnel> RunAsync(bool wantsTimes, CancellationToken cancellationToken)
    {
        var changes = wantsTimes || asOf is not null ? await ChangesAsync(cancellationToken) : null;
        var texts = grouping is FunnelGrouping.Industry or FunnelGrouping.Region ? await TextsAsync(cancellationToken) : null;
        var sums = new Dictionary<(FunnelGroupKey, FunnelPart), FunnelTally>();
        var visits = new List<(FunnelGroupKey Group, StageId StageId, TimeSpan Time)>();
        await foreach (var deal in cohort.AsNoTracking().Select(CountedDeal.Columns).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var standing = Standing(deal, changes);
            var group = GroupOf(deal, texts);
            foreach (var (part, tally) in (standing with { Visits = [] }).Parts())
                sums[(group, part)] = sums.GetValueOrDefault((group, part)) + tally;
            if (wantsTimes) visits.AddRange(standing.Visits.Select(v => (group, v.StageId, v.Time)));
        }

        return new CountedFunnel(
            [.. sums.Select(s => Sum(s.Key.Item1, s.Key.Item2, s.Value))],
            visits.OrderBy(v => v.Time).ToLookup(v => (v.Group, v.StageId), v => v.Time));
    }

    private async Task<ILookup<OpportunityId, CountedChange>> ChangesAsync(CancellationToken cancellationToken)
    {
        var changes = db.StageChanges.AsNoTracking().Where(c => cohort.Any(o => o.Id == c.OpportunityId));
        if (asOf is { } moment) changes = changes.Where(c => c.At <= moment);
        return (await changes.OrderBy(c => c.OpportunityId).ThenBy(c => c.Sequence).Select(CountedChange.Columns).ToListAsync(cancellationToken)).ToLookup(c => c.OpportunityId);
    }

    private async Task<Dictionary<OpportunityId, string?>> TextsAsync(CancellationToken cancellationToken)
    {
        var accounts = cohort.Join(db.Accounts, o => o.AccountId, a => a.Id, (o, a) => new { o.Id, a.Industry, a.Region });
        var texts = grouping == FunnelGrouping.Industry ? accounts.Select(a => new { a.Id, Text = a.Industry }) : accounts.Select(a => new { a.Id, Text = a.Region });
        return await texts.ToDictionaryAsync(t => t.Id, t => t.Text, cancellationToken);
    }

    private DealStanding Standing(CountedDeal deal, ILookup<OpportunityId, CountedChange>? changes)
    {
        if (changes is null) return deal.Standing([], _furthest) with { FurthestStageId = deal.FurthestStageId };
        List<CountedChange> history = [.. changes[deal.Id]];
        return asOf is null ? deal.Standing(history, _furthest) : Past(deal, history).Standing(history, _furthest);
    }

    // The deal as it stood. Its amount is that of today, and so are owner, team and source; the reason is not kept of one that has been reopened since.
    private CountedDeal Past(CountedDeal deal, List<CountedChange> history)
    {
        var last = history[^1];
        var status = _stages.TryGetValue(last.ToStageId, out var stage) ? stage.Kind : StageKind.Open;
        var probability = (decimal)(stage?.Probability ?? 0);
        return deal with
        {
            StageId = last.ToStageId,
            StageEnteredAt = last.At,
            Status = status,
            LastOpenStageId = history.FindLast(c => _stages.TryGetValue(c.ToStageId, out var s) && s.Kind == StageKind.Open)?.ToStageId ?? deal.LastOpenStageId,
            ReasonId = status == StageKind.Lost && deal.Status == StageKind.Lost ? deal.ReasonId : null,
            Expected = decimal.Round(deal.Amount * probability, 4, MidpointRounding.AwayFromZero),
        };
    }

    private FunnelGroupKey GroupOf(CountedDeal deal, Dictionary<OpportunityId, string?>? texts) => grouping switch
    {
        FunnelGrouping.Owner => new(deal.OwnerId.Value, null, 0),
        FunnelGrouping.Team => new(deal.TeamId?.Value, null, 0),
        FunnelGrouping.Source => new(deal.SourceId?.Value, null, 0),
        FunnelGrouping.Month => new(null, null, FunnelGroupKey.MonthOf(FunnelJournal.DayOf(deal.CreatedAt))),
        FunnelGrouping.Industry or FunnelGrouping.Region => new(null, texts?.GetValueOrDefault(deal.Id), 0),
        _ => default,
    };

    private static FunnelSum Sum(FunnelGroupKey group, FunnelPart part, FunnelTally tally) => new()
    {
        Member = group.Member,
        Text = group.Text,
        Day = group.Day,
        Figure = part.Figure,
        StageId = part.StageId,
        ReasonId = part.ReasonId,
        Currency = part.Currency,
        Count = tally.Count,
        Amount = tally.Amount,
        Expected = tally.Expected,
        Milliseconds = tally.Milliseconds,
    };
}
