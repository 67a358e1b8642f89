using System.Numerics;

namespace CrmGraph.Persistence.Funnels;

/// <summary>
/// Splits durations into buckets whose width grows with them, so that some hundreds cover everything from a millisecond to centuries:
/// each doubling is cut into 2^bits parts. Buckets are numbered in ascending order; a coarser split cuts at some of the finer one's borders.
/// </summary>
internal static class DurationBuckets
{
    /// <summary>The finest split in use: 32 parts per doubling, about 2 % wide.</summary>
    internal const int FineBits = 5;

    /// <summary>The coarse split: 8 parts per doubling, about 9 % wide.</summary>
    internal const int CoarseBits = 3;

    /// <summary>The bucket of a duration.</summary>
    internal static int Of(TimeSpan duration, int bits = FineBits) => Of((long)Math.Max(0, duration.TotalMilliseconds), bits);

    /// <summary>The bucket of the coarse split that a bucket of the fine one is part of.</summary>
    internal static int Coarse(int fine) => Of(Start(fine, FineBits), CoarseBits);

    /// <summary>The shortest duration in a bucket, and the shortest that is beyond it.</summary>
    internal static (TimeSpan From, TimeSpan To) Bounds(int bucket, int bits) =>
        (TimeSpan.FromMilliseconds(Start(bucket, bits)), TimeSpan.FromMilliseconds(Start(bucket + 1, bits)));

    private static int Of(long milliseconds, int bits)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)milliseconds) - bits);
        return (shift << bits) + (int)(milliseconds >> shift);
    }

    private static long Start(int bucket, int bits)
    {
        if (bucket < 2 << bits) return bucket;
        var shift = (bucket >> bits) - 1;
        return (((long)bucket & ((1 << bits) - 1)) | (1L << bits)) << shift;
    }
}
