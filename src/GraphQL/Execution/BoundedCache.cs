using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CrmGraph.GraphQL.Execution;

/// <summary>
/// A cache of limited size that threads share. What is used stays: when it is full, the entry that goes is the oldest that was not used
/// since it was last considered (the CLOCK algorithm), so that one-off documents do not drive out those that come all the time.
/// </summary>
internal sealed class BoundedCache<TValue>(int capacity)
    where TValue : class
{
    private readonly ConcurrentDictionary<Utf8Key, Entry> entries = new();
    private readonly ConcurrentQueue<Utf8Key> order = new();

    public int Count => entries.Count;

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

    /// <summary>Adds a value, unless another thread was quicker: then that thread's value is the answer.</summary>
    public TValue GetOrAdd(ReadOnlyMemory<byte> key, TValue value)
    {
        if (capacity == 0)
            return value;
        var own = new Utf8Key(key.ToArray());
        var entry = new Entry(value);
        var kept = entries.GetOrAdd(own, entry);
        if (ReferenceEquals(kept, entry))
        {
            order.Enqueue(own);
            Shrink();
        }

        return kept.Value;
    }

    private void Shrink()
    {
        while (entries.Count > capacity && order.TryDequeue(out var key))
        {
            if (!entries.TryGetValue(key, out var entry))
                continue;
            if (entry.Used)
            {
                entry.Used = false;
                order.Enqueue(key);
            }
            else
            {
                entries.TryRemove(key, out _);
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
