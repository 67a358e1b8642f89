namespace CrmGraph.Persistence.Funnels;

/// <summary>Which deals are added up together. Every cube is kept by day and by month: a year is read as months and the odd days at its ends.</summary>
internal enum FunnelCube
{
    /// <summary>All deals of a pipeline.</summary>
    Whole,

    /// <summary>By team.</summary>
    Team,

    /// <summary>By team and owner.</summary>
    Owner,

    /// <summary>By team and source.</summary>
    Source,
}

/// <summary>Where a cell is: one number, so that the cells of a series lie side by side in the order of their days.</summary>
internal static class FunnelPlace
{
    private const int BucketBits = 11;
    private const int DayBits = 20;

    /// <summary>How far the places of two days of a series are apart.</summary>
    internal const long PerDay = 1L << BucketBits;

    /// <summary>How far the first places of two series are apart.</summary>
    internal const long PerSeries = 1L << (BucketBits + DayBits);

    /// <summary>How many days fit.</summary>
    internal const long DaysPerSeries = 1L << DayBits;

    internal static long Of(int series, int day, int bucket) => (series * PerSeries) + (day * PerDay) + bucket;
}
