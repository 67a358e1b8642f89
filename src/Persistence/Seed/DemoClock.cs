namespace CrmGraph.Persistence.Seed;

/// <summary>Moments of the past year in working hours, and never in the future.</summary>
internal sealed class DemoClock(DateTimeOffset now)
{
    internal const int Days = 365;

    internal DateTimeOffset Now { get; } = now;

    /// <summary>The day on which the demo's history begins.</summary>
    internal DateTimeOffset Start { get; } = now.AddDays(-Days);

    /// <summary>A moment in a span of days before now; the earlier bound first.</summary>
    internal DateTimeOffset Between(SeededRandom random, int earliestDaysAgo, int latestDaysAgo) =>
        AtWork(random, Now.AddDays(-random.Between(latestDaysAgo, earliestDaysAgo)));

    /// <summary>The same day between 09:00 and 18:00 in Beijing, at the latest now.</summary>
    internal DateTimeOffset AtWork(SeededRandom random, DateTimeOffset day)
    {
        var morning = new DateTimeOffset(day.UtcDateTime.Date, TimeSpan.Zero).AddHours(1);
        var moment = morning.AddSeconds(random.Next(9 * 60 * 60));
        return moment < Now ? moment : Now;
    }
}
