using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Funnels;

/// <summary>Sums for cells, until they are added to the stored ones.</summary>
internal sealed class FunnelLedger
{
    private const int CellsPerStatement = 500;
    private const int KeysPerStatement = 500;

    private readonly Dictionary<SeriesKey, Dictionary<(int Day, int Bucket), FunnelTally>> _series = [];

    /// <summary>How many cells there are.</summary>
    internal int Count { get; private set; }

    /// <summary>Counts all of a deal.</summary>
    internal void Add(DealStanding deal)
    {
        foreach (var (part, tally) in deal.Parts()) Add(deal.Place, part, tally);
    }

    /// <summary>Counts something wherever it belongs: in each cube, on its day and in its month.</summary>
    internal void Add(DealPlace place, FunnelPart part, FunnelTally tally)
    {
        Add(FunnelCube.Whole, null, null, place, part, tally);
        Add(FunnelCube.Team, place.TeamId, null, place, part, tally);
        if (part.Figure == FunnelFigure.Visits) return;
        Add(FunnelCube.Owner, place.TeamId, place.OwnerId, place, part, tally);
        Add(FunnelCube.Source, place.TeamId, place.SourceId, place, part, tally);
    }

    /// <summary>Adds everything to what a table holds, and begins anew; call it inside a transaction.</summary>
    internal async Task FlushAsync(CrmDbContext db, string table, CancellationToken cancellationToken)
    {
        var ids = await IdsAsync(db, cancellationToken);
        var cells = _series
            .SelectMany(s => s.Value.Select(c => (Place: FunnelPlace.Of(ids[s.Key], c.Key.Day, c.Key.Bucket), Tally: c.Value)))
            .Where(c => !c.Tally.IsNothing)
            .OrderBy(c => c.Place);
        var sql = DatabaseDialect.Of(db).Funnel;
        foreach (var some in cells.Chunk(CellsPerStatement)) await db.Database.ExecuteSqlRawAsync(sql.Add(table, some), cancellationToken);
        _series.Clear();
        Count = 0;
    }

    private void Add(FunnelCube cube, Guid? team, Guid? member, DealPlace place, FunnelPart part, FunnelTally tally)
    {
        // the visits of a single team are so few that coarse buckets do
        var bucket = cube == FunnelCube.Team && part.Figure == FunnelFigure.Visits ? DurationBuckets.Coarse(part.Bucket) : part.Bucket;
        var (whole, date) = (part with { Bucket = 0 }, DateOnly.FromDayNumber(place.Day));
        Add(new SeriesKey(place.PipelineId, cube, false, team, member, whole), (place.Day, bucket), tally);
        Add(new SeriesKey(place.PipelineId, cube, true, team, member, whole), (place.Day - date.Day + 1, bucket), tally);
    }

    private void Add(SeriesKey key, (int Day, int Bucket) cell, FunnelTally tally)
    {
        if (!_series.TryGetValue(key, out var cells)) _series.Add(key, cells = []);
        if (!cells.TryGetValue(cell, out var before)) Count++;
        cells[cell] = before + tally;
    }

    private async Task<Dictionary<SeriesKey, int>> IdsAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var keys = _series.Keys.ToDictionary(k => k.ToString());
        var ids = new Dictionary<SeriesKey, int>();
        foreach (var some in keys.Keys.Chunk(KeysPerStatement))
        {
            var known = await db.FunnelSeries.AsNoTracking().Where(s => some.Contains(s.Key)).Select(s => new { s.Key, s.Id }).ToListAsync(cancellationToken);
            foreach (var series in known) ids.Add(keys[series.Key], series.Id);
        }

        var last = await db.FunnelSeries.MaxAsync(s => (int?)s.Id, cancellationToken) ?? 0;
        var made = _series.Keys.Where(k => !ids.ContainsKey(k)).Select(k => (Key: k, Series: new FunnelSeries(++last, k))).ToList();
        if (made.Count == 0) return ids;
        db.AddRange(made.Select(m => m.Series));
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (key, series) in made)
        {
            db.Entry(series).State = EntityState.Detached;
            ids.Add(key, series.Id);
        }

        return ids;
    }
}
