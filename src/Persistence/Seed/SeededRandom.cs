namespace CrmGraph.Persistence.Seed;

/// <summary>
/// Numbers that look random and are the same on every run and every version of .NET (SplitMix64, whose algorithm is fixed).
/// Each part of the demo data has its own, so that a change to one leaves the others as they were.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _state;

    internal SeededRandom(string part)
    {
        _state = 14695981039346656037;
        foreach (var c in part) _state = (_state ^ c) * 1099511628211;
    }

    /// <summary>From 0 inclusive to <paramref name="limit"/> exclusive.</summary>
    internal int Next(int limit) => (int)(Next() % (ulong)limit);

    /// <summary>Both ends inclusive.</summary>
    internal int Between(int from, int to) => from + Next(to - from + 1);

    /// <summary>From 0 inclusive to 1 exclusive.</summary>
    internal double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True in the given share of cases.</summary>
    internal bool Chance(double share) => Share() < share;

    internal T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>A time span around a mean: mostly shorter, now and then much longer.</summary>
    internal TimeSpan Around(double meanDays) =>
        TimeSpan.FromMinutes(Math.Round(24 * 60 * meanDays * Math.Min(4, 0.15 - Math.Log(1 - Share()) * 0.85)));

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
