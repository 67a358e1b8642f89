using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Funnels;

/// <summary>Reads the sums that are kept up to date: some cells per day or month, however many deals there are, and what is not folded into them yet.</summary>
public static class FunnelCubes
{
    private static readonly FunnelFigure[] OfDeals = [FunnelFigure.Furthest, FunnelFigure.Standing, FunnelFigure.Lost, FunnelFigure.Won];
    private static readonly FunnelFigure[] OfVisits = [FunnelFigure.Visits];

    /// <summary>The sums over the deals of a slice, in one statement.</summary>
    public static Task<List<FunnelSum>> SumsAsync(CrmDbContext db, FunnelSlice slice, CancellationToken cancellationToken) =>
        Sums(db, slice, slice.Cube, OfDeals).ToListAsync(cancellationToken);

    internal static IQueryable<FunnelSum> Visits(CrmDbContext db, FunnelSlice slice) => Sums(db, slice with { Grouping = null }, slice.TimesCube, OfVisits);

    private static IQueryable<FunnelSum> Sums(CrmDbContext db, FunnelSlice slice, FunnelCube cube, FunnelFigure[] figures)
    {
        var (months, end) = (slice.Months, slice.EndDay);
        var sums = Fresh(db, slice, figures, isCoarse: cube != FunnelCube.Whole);
        if (months.To > months.From) sums = sums.Concat(Cells(db, slice, cube, figures, true, months.From, months.To));
        if (months.From > slice.FirstDay) sums = sums.Concat(Cells(db, slice, cube, figures, false, slice.FirstDay, months.From));
        if (end > months.To) sums = sums.Concat(Cells(db, slice, cube, figures, false, months.To, end));
        return sums;
    }

    private static IQueryable<FunnelSum> Cells(CrmDbContext db, FunnelSlice slice, FunnelCube cube, FunnelFigure[] figures, bool isMonthly, int from, int to)
    {
        var (first, end) = (from * FunnelPlace.PerDay, to * FunnelPlace.PerDay);
        var (byTeam, byMember, byMonth) = (slice.Grouping == FunnelGrouping.Team, slice.Grouping is FunnelGrouping.Owner or FunnelGrouping.Source, slice.Grouping == FunnelGrouping.Month);
        return
            from s in SeriesOf(db, slice, cube, figures, isMonthly)
            from c in db.FunnelCells
            where c.Id >= s.First + first && c.Id < s.First + end
            group c by new
            {
                s.Figure,
                s.StageId,
                s.ReasonId,
                s.Currency,
                Member = byTeam ? s.TeamId : byMember ? s.MemberId : null,
                Day = byMonth ? (int)(c.Id / FunnelPlace.PerDay % FunnelPlace.DaysPerSeries) : 0,
                Bucket = (int)(c.Id % FunnelPlace.PerDay),
            }
            into g
            select new FunnelSum
            {
                Member = g.Key.Member,
                Day = g.Key.Day,
                Figure = g.Key.Figure,
                StageId = g.Key.StageId,
                ReasonId = g.Key.ReasonId,
                Currency = g.Key.Currency,
                Bucket = g.Key.Bucket,
                Count = g.Sum(c => c.Count),
                Amount = g.Sum(c => c.Amount),
                Expected = g.Sum(c => c.Expected),
                Milliseconds = g.Sum(c => c.Milliseconds),
            };
    }

    private static IQueryable<FunnelSeries> SeriesOf(CrmDbContext db, FunnelSlice slice, FunnelCube cube, FunnelFigure[] figures, bool isMonthly)
    {
        var series = db.FunnelSeries.Where(s => s.PipelineId == slice.PipelineId && s.Cube == cube && s.IsMonthly == isMonthly && figures.Contains(s.Figure));
        if (slice.IsAll) return series;
        var (user, teams) = (slice.Caller.UserId.Value, slice.TeamKeys);
        return slice.IsOwn ? series.Where(s => s.MemberId == user) : series.Where(s => s.TeamId != null && teams.Contains(s.TeamId.Value));
    }

    // what has changed since the last fold: the same sums, in a small table
    private static IQueryable<FunnelSum> Fresh(CrmDbContext db, FunnelSlice slice, FunnelFigure[] figures, bool isCoarse)
    {
        var (from, to) = (slice.FirstDay, slice.EndDay);
        var (byTeam, byOwner, bySource, byMonth) = (
            slice.Grouping == FunnelGrouping.Team, slice.Grouping == FunnelGrouping.Owner, slice.Grouping == FunnelGrouping.Source, slice.Grouping == FunnelGrouping.Month);
        var entries = db.FunnelEntries.Where(e => e.PipelineId == slice.PipelineId && e.Day >= from && e.Day < to && figures.Contains(e.Figure));
        if (!slice.IsAll)
        {
            var (user, teams) = (slice.Caller.UserId.Value, slice.TeamKeys);
            entries = slice.IsOwn ? entries.Where(e => e.OwnerId == user) : entries.Where(e => e.TeamId != null && teams.Contains(e.TeamId.Value));
        }

        return
            from e in entries
            group e by new
            {
                e.Figure,
                e.StageId,
                e.ReasonId,
                e.Currency,
                Member = byTeam ? e.TeamId : byOwner ? e.OwnerId : bySource ? e.SourceId : null,
                Day = byMonth ? e.Day : 0,
                Bucket = isCoarse ? e.CoarseBucket : e.Bucket,
            }
            into g
            select new FunnelSum
            {
                Member = g.Key.Member,
                Day = g.Key.Day,
                Figure = g.Key.Figure,
                StageId = g.Key.StageId,
                ReasonId = g.Key.ReasonId,
                Currency = g.Key.Currency,
                Bucket = g.Key.Bucket,
                Count = g.Sum(e => e.Count),
                Amount = g.Sum(e => e.Amount),
                Expected = g.Sum(e => e.Expected),
                Milliseconds = g.Sum(e => e.Milliseconds),
            };
    }
}
