using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Domain.Opportunities;

/// <summary>How long a deal has been in a stage, over all visits.</summary>
/// <param name="StageId">The stage.</param>
/// <param name="Visits">How often the deal has entered it.</param>
/// <param name="Total">How long it has been there in all, up to now.</param>
/// <param name="Current">How long it has been there this time; null if it is elsewhere.</param>
public sealed record StageTime(StageId StageId, int Visits, TimeSpan Total, TimeSpan? Current)
{
    /// <summary>The stages of a deal in the order in which it first entered them. A closed deal is in none: there its time stands still.</summary>
    /// <param name="entries">Every entry into a stage, in order.</param>
    /// <param name="isOpen">Whether the deal is open.</param>
    /// <param name="now">The current time.</param>
    public static IReadOnlyList<StageTime> Of(IReadOnlyList<(StageId Stage, DateTimeOffset At)> entries, bool isOpen, DateTimeOffset now)
    {
        var times = new List<StageTime>();
        for (var i = 0; i < entries.Count; i++)
        {
            var (stage, at) = entries[i];
            var isLast = i == entries.Count - 1;
            var end = isLast ? isOpen && now > at ? now : at : entries[i + 1].At;
            var known = times.FindIndex(t => t.StageId == stage);
            var before = known < 0 ? new StageTime(stage, 0, TimeSpan.Zero, null) : times[known];
            var after = new StageTime(stage, before.Visits + 1, before.Total + (end - at), isLast && isOpen ? end - at : null);
            if (known < 0) times.Add(after);
            else times[known] = after;
        }
        return times;
    }
}
