using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CrmGraph.GraphQL.Execution;

/// <summary>
/// A cache of limited size that threads share. A text is kept when it comes for the second time: one-off documents neither drive out
/// those that come all the time nor live long enough to cost the garbage collector anything. When it is full, the entry that goes is the
/// oldest that was not used since it was last considered (the CLOCK algorithm).
/// </summary>
internal sealed class BoundedCache<TValue>(int capacity)
    where TValue : class
{
    private readonly ConcurrentDictionary<Utf8Key, Entry> entries = new();
    private readonly ConcurrentQueue<Utf8Key> order = new();

    // Hashes of texts that came once. A collision only keeps a text one visit too early.
    private readonly int[] seenOnce = new int[4096];
    private int count;

    public int Count => Volatile.Read(ref count);

    public bool TryGet(ReadOnlyMemory<byte> key, [NotNullWhen(true)] out TValue? value)
    {
        if (entries.TryGetValue(new Utf8Key(key), out var entry))
        {
            entry.Used = true;
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Keeps a value, if its key has come before; if another thread was quicker, that thread's value is the answer.</summary>
    /// <param name="key">The text; it must not change any more.</param>
    /// <param name="value">What belongs to it.</param>
    public TValue Offer(ReadOnlyMemory<byte> key, TValue value)
    {
        var own = new Utf8Key(key);
        var hash = own.GetHashCode();
        ref var slot = ref seenOnce[hash & (seenOnce.Length - 1)];
        if (capacity == 0 || Interlocked.Exchange(ref slot, hash) != hash)
            return value;
        var entry = new Entry(value);
        var kept = entries.GetOrAdd(own, entry);
        if (ReferenceEquals(kept, entry))
        {
            Interlocked.Increment(ref count);
            order.Enqueue(own);
            Shrink();
        }

        return kept.Value;
    }

    private void Shrink()
    {
        while (Count > capacity && order.TryDequeue(out var key))
        {
            if (!entries.TryGetValue(key, out var entry))
                continue;
            if (entry.Used)
            {
                entry.Used = false;
                order.Enqueue(key);
            }
            else if (entries.TryRemove(key, out _))
            {
                Interlocked.Decrement(ref count);
            }
        }
    }

    private sealed class Entry(TValue value)
    {
        public TValue Value { get; } = value;

        public bool Used { get; set; }
    }

    // The whole text is compared, never its hash alone: a collision must not answer with somebody else's document.
    private readonly struct Utf8Key(ReadOnlyMemory<byte> text) : IEquatable<Utf8Key>
    {
        private readonly ReadOnlyMemory<byte> text = text;

        public bool Equals(Utf8Key other) => text.Span.SequenceEqual(other.text.Span);

        public override bool Equals(object? obj) => obj is Utf8Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(text.Span);
            return hash.ToHashCode();
        }
    }
}
