using System.Collections.Concurrent;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>A thing that can go wrong.</summary>
public enum GraphFault
{
    /// <summary>The connection is cut before the request took effect.</summary>
    CutBefore,

    /// <summary>The connection is cut after the request took effect, before the answer.</summary>
    CutAfter,

    /// <summary>The connection is cut in the middle of the answer.</summary>
    CutAmid,

    /// <summary>429 with Retry-After, without effect.</summary>
    TooManyRequests,

    /// <summary>503 with Retry-After, without effect.</summary>
    Unavailable,

    /// <summary>500, without effect.</summary>
    ServerError,

    /// <summary>502, without effect.</summary>
    BadGateway,

    /// <summary>504, after it took effect.</summary>
    GatewayTimeout,

    /// <summary>A link of a delta query answers 410.</summary>
    SyncStateLost,

    /// <summary>The answer takes <see cref="GraphFaults.SlowFor"/>.</summary>
    Slow,

    /// <summary>A page of a delta query holds items twice.</summary>
    DuplicateItems,

    /// <summary>A page of a delta query is shuffled.</summary>
    ItemsOutOfOrder,

    /// <summary>The next page is the same one again.</summary>
    PageRepeated,

    /// <summary>A notification is never sent.</summary>
    NotificationLost,

    /// <summary>A notification is sent twice.</summary>
    NotificationDuplicated,

    /// <summary>A notification waits until <see cref="Subscriptions.GraphSubscriptions.SendLateAsync"/>.</summary>
    NotificationLate,
}

/// <summary>What goes wrong on purpose: by chance, or the next so many times.</summary>
public sealed class GraphFaults
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GraphFault, double> _chances = [];
    private readonly List<Ordered> _ordered = [];
    private readonly List<HeldRequest> _held = [];
    private readonly ConcurrentDictionary<GraphFault, int> _happened = new();
    private Random _random = new(20260615);

    /// <summary>How long a slow answer takes.</summary>
    public TimeSpan SlowFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The chance of a fault at each occasion, from 0 to 1.</summary>
    public double this[GraphFault fault]
    {
        get
        {
            lock (_lock) return _chances.GetValueOrDefault(fault);
        }
        set
        {
            lock (_lock) _chances[fault] = value;
        }
    }

    /// <summary>Lets every kind of fault happen by the same chance.</summary>
    public void Everything(double chance, int seed)
    {
        lock (_lock)
        {
            _random = new Random(seed);
            foreach (var fault in Enum.GetValues<GraphFault>())
                _chances[fault] = chance;
        }
    }

    /// <summary>Lets a fault happen at the next occasions, of those requests that a test means (method and path, as "POST /users/…").</summary>
    public void Next(GraphFault fault, int times = 1, Func<string, bool>? of = null)
    {
        lock (_lock)
        {
            for (var i = 0; i < times; i++)
                _ordered.Add(new Ordered(fault, of));
        }
    }

    /// <summary>Lets the next request that a test means (method and path) have no answer until the test or its caller ends that.</summary>
    /// <param name="of">Which request is meant.</param>
    /// <param name="takesEffect">Whether it takes effect first.</param>
    public HeldRequest HoldNext(Func<string, bool> of, bool takesEffect)
    {
        var held = new HeldRequest(of, takesEffect);
        lock (_lock) _held.Add(held);
        return held;
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Off()
    {
        lock (_lock)
        {
            _chances.Clear();
            _ordered.Clear();
            _held.Clear();
        }
    }

    /// <summary>How often a fault has happened.</summary>
    public int Happened(GraphFault fault) => _happened.GetValueOrDefault(fault);

    internal bool Strikes(GraphFault fault, string request)
    {
        lock (_lock)
        {
            var ordered = _ordered.FindIndex(o => o.Fault == fault && (o.Of is null || o.Of(request)));
            if (ordered >= 0) _ordered.RemoveAt(ordered);
            else if (_random.NextDouble() >= _chances.GetValueOrDefault(fault)) return false;
        }
        _happened.AddOrUpdate(fault, 1, (_, n) => n + 1);
        return true;
    }

    internal async Task HoldAsync(string request, bool hasTakenEffect, CancellationToken isGone)
    {
        HeldRequest? held;
        lock (_lock)
        {
            held = _held.Find(h => h.TakesEffect == hasTakenEffect && h.Of(request));
            if (held is not null) _held.Remove(held);
        }
        if (held is not null) await held.WaitAsync(isGone);
    }

    internal void Shuffle<T>(List<T> items)
    {
        lock (_lock)
        {
            for (var i = items.Count - 1; i > 0; i--)
            {
                var other = _random.Next(i + 1);
                (items[i], items[other]) = (items[other], items[i]);
            }
        }
    }

    private sealed record Ordered(GraphFault Fault, Func<string, bool>? Of);
}

/// <summary>A request that has no answer for a while.</summary>
public sealed class HeldRequest
{
    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HeldRequest(Func<string, bool> of, bool takesEffect) => (Of, TakesEffect) = (of, takesEffect);

    /// <summary>Completes when the request has come, and has taken effect if it does.</summary>
    public Task Come => _come.Task;

    internal Func<string, bool> Of { get; }

    internal bool TakesEffect { get; }

    /// <summary>Lets it go on.</summary>
    public void Release() => _released.TrySetResult();

    internal Task WaitAsync(CancellationToken isGone)
    {
        _come.TrySetResult();
        return _released.Task.WaitAsync(isGone);
    }
}
