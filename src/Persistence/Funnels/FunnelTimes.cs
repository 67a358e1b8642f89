using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Funnels;

/// <summary>How long the completed visits to a stage took.</summary>
/// <param name="Median">The middle one; the mean of the two in the middle of an even number.</param>
/// <param name="P90">Nine of ten took no longer.</param>
public sealed record StageTimes(TimeSpan Median, TimeSpan P90)
{
    /// <summary>The ranks, from 0, of the visits that make up median and P90.</summary>
    internal static (long Lower, long Upper, long P90) Ranks(long count) => ((count - 1) / 2, count / 2, ((count * 9) + 9) / 10 - 1);

    /// <summary>The times of some visits in ascending order; null if there are none.</summary>
    public static StageTimes? Of(IReadOnlyList<TimeSpan> ascending)
    {
        ArgumentNullException.ThrowIfNull(ascending);
        if (ascending.Count == 0) return null;
        var (lower, upper, p90) = Ranks(ascending.Count);
        return new StageTimes((ascending[(int)lower] + ascending[(int)upper]) / 2, ascending[(int)p90]);
    }
}

/// <summary>
/// Exact medians without looking at every visit: how many visits are in each bucket of lengths tells in which bucket the median is and at
/// which place in it; an index then goes straight there.
/// </summary>
public static class FunnelTimes
{
    private const int Attempts = 5;

    /// <summary>The times of each stage that somebody has left.</summary>
    public static async Task<IReadOnlyDictionary<StageId, StageTimes>> TimesAsync(CrmDbContext db, FunnelSlice slice, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var buckets = (await FunnelCubes.Visits(db, slice).ToListAsync(cancellationToken)).ToLookup(s => s.StageId);
            var sought = buckets.SelectMany(b => Seek(b.Key, b, BitsOf(slice))).ToList();
            if (sought.Count == 0) return new Dictionary<StageId, StageTimes>();
            var found = await FindAsync(db, slice, sought, cancellationToken);
            if (found.Count == sought.Sum(s => s.Count)) return Times(sought, found);
            // somebody has moved a deal between the two statements: what was counted is not what is there
            if (attempt == Attempts) throw new InvalidOperationException("The sums of the funnel do not agree with its deals; run the command 'funnel recount'.");
        }
    }

    private static int BitsOf(FunnelSlice slice) => slice.TimesCube == FunnelCube.Whole ? DurationBuckets.FineBits : DurationBuckets.CoarseBits;

    private static IEnumerable<Sought> Seek(StageId stage, IEnumerable<FunnelSum> sums, int bits)
    {
        var buckets = sums
            .GroupBy(s => s.Bucket)
            .Select(b => (Bucket: b.Key, Count: b.Sum(s => s.Count)))
            .Where(b => b.Count != 0)
            .OrderBy(b => b.Bucket)
            .ToList();
        var visits = buckets.Sum(b => b.Count);
        if (visits <= 0) yield break;
        var (lower, upper, p90) = StageTimes.Ranks(visits);
        var (before, at) = (0L, 0);
        Sought? last = null;
        foreach (var rank in new[] { lower, upper, p90 }.Distinct())
        {
            while (before + buckets[at].Count <= rank) before += buckets[at++].Count;
            var next = new Sought(stage, visits, rank, 1, DurationBuckets.Bounds(buckets[at].Bucket, bits), rank - before, buckets[at].Count);
            if (last is not null && last.Rank + last.Count == rank && last.Bounds == next.Bounds)
            {
                // neighbours are found in one go
                last = last with { Count = last.Count + 1 };
                continue;
            }

            if (last is not null) yield return last;
            last = next;
        }

        if (last is not null) yield return last;
    }

    private static async Task<List<Found>> FindAsync(CrmDbContext db, FunnelSlice slice, List<Sought> sought, CancellationToken cancellationToken)
    {
        var (from, to) = (slice.FirstDay, slice.EndDay);
        var changes = db.StageChanges.Where(c => EF.Property<int>(c, FunnelColumns.CreatedOn) >= from && EF.Property<int>(c, FunnelColumns.CreatedOn) < to);
        if (!slice.IsAll)
        {
            var teams = slice.Teams;
            changes = changes.Where(c => EF.Property<TeamId?>(c, FunnelColumns.TeamId) != null && teams.Contains(EF.Property<TeamId?>(c, FunnelColumns.TeamId)!.Value));
        }

        var found = sought.Select((s, number) => Find(changes, s, number)).Aggregate((all, one) => all.Concat(one));
        return await found.ToListAsync(cancellationToken);
    }

    // from the nearer end of the bucket
    private static IQueryable<Found> Find(IQueryable<StageChange> changes, Sought sought, int number)
    {
        var (stage, (from, to), take) = (sought.StageId, sought.Bounds, sought.Count);
        var bucket = changes.Where(c => c.FromStageId == stage && c.TimeInFrom >= from && c.TimeInFrom < to);
        var (first, last) = ((int)sought.Before, (int)(sought.InBucket - sought.Before - take));
        var near = first <= last ? bucket.OrderBy(c => c.TimeInFrom).Skip(first).Take(take) : bucket.OrderByDescending(c => c.TimeInFrom).Skip(last).Take(take);
        return near.Select(c => new Found { Number = number, Time = c.TimeInFrom!.Value });
    }

    private static Dictionary<StageId, StageTimes> Times(List<Sought> sought, List<Found> found)
    {
        var times = found.ToLookup(f => f.Number, f => f.Time);
        var byRank = sought
            .SelectMany((s, number) => times[number].Order().Select((time, i) => (s.StageId, Rank: s.Rank + i, Time: time)))
            .ToDictionary(f => (f.StageId, f.Rank), f => f.Time);
        return sought.GroupBy(s => s.StageId).ToDictionary(
            s => s.Key,
            s =>
            {
                var (lower, upper, p90) = StageTimes.Ranks(s.First().Visits);
                return new StageTimes((byRank[(s.Key, lower)] + byRank[(s.Key, upper)]) / 2, byRank[(s.Key, p90)]);
            });
    }

    /// <summary>One visit, or two neighbours, by rank: how many of their bucket come before them, and how many are in it.</summary>
    private sealed record Sought(StageId StageId, long Visits, long Rank, int Count, (TimeSpan From, TimeSpan To) Bounds, long Before, long InBucket);

    private sealed record Found
    {
        public required int Number { get; init; }

        public required TimeSpan Time { get; init; }
    }
}
