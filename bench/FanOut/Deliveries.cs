using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics;

namespace CrmGraph.FanOutBench;

/// <summary>What all subscribers of a run got: how often each event came, when it came to the last of them, and whether anything was out of order.</summary>
/// <param name="subscribers">How many there are.</param>
/// <param name="events">How many events there will be at most.</param>
internal sealed class Deliveries(int subscribers, int events)
{
    private readonly int[] counts = new int[events];
    private readonly long[] last = new long[events];
    private readonly byte[]?[] messages = new byte[events][];
    private readonly ConcurrentQueue<string> unexpected = [];
    private int disordered;
    private int ended;

    /// <summary>Counts a message of a subscriber.</summary>
    /// <param name="index">How many it got before.</param>
    /// <param name="message">The message; it has to be the same for all, and its number, if it has one, is one more than that.</param>
    public void Delivered(int index, ReadOnlySpan<byte> message)
    {
        var at = message.IndexOf("\"number\":"u8);
        if (at >= 0 && (!Utf8Parser.TryParse(message[(at + 9)..], out int number, out _) || number != index + 1))
            Interlocked.Increment(ref disordered);
        if (!message.SequenceEqual(messages[index] ?? Interlocked.CompareExchange(ref messages[index], message.ToArray(), null) ?? messages[index]))
            Interlocked.Increment(ref disordered);
        if (Interlocked.Increment(ref counts[index]) == subscribers)
            last[index] = Stopwatch.GetTimestamp();
    }

    /// <summary>Notes a message that should not have come.</summary>
    public void Unexpected(string message) => unexpected.Enqueue(message);

    /// <summary>Counts a subscriber that was cut off.</summary>
    public void Ended() => Interlocked.Increment(ref ended);

    /// <summary>Waits until everybody has the first events.</summary>
    public async Task<bool> CompleteAsync(int count, TimeSpan patience)
    {
        var begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < patience)
        {
            if (Volatile.Read(ref last[count - 1]) != 0)
                return true;
            await Task.Delay(20);
        }

        return false;
    }

    /// <summary>How long the message of an event is; 0 if none came.</summary>
    public int LengthOf(int index) => messages[index]?.Length ?? 0;

    /// <summary>When an event came to its last subscriber; 0 if it has not.</summary>
    public long LastDelivery(int index) => last[index];

    /// <summary>What went wrong; empty if nothing did.</summary>
    public string Faults(int count)
    {
        var missing = counts.Take(count).Sum(c => (long)subscribers - c);
        return (missing, disordered, unexpected.Count) == (0, 0, 0)
            ? ""
            : $"{missing} missing, {disordered} out of order, {ended} cut off, unexpected: {string.Join(" | ", unexpected.Take(3))}";
    }
}
