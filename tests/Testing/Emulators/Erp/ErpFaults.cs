namespace CrmGraph.Testing.Emulators.Erp;

/// <summary>Which requests go wrong, and how.</summary>
public sealed class ErpFaults
{
    private readonly Lock _lock = new();
    private readonly List<(string Operation, ErpFault Fault, int Times)> _planned = [];

    /// <summary>What Retry-After says.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(7);

    /// <summary>Called when a request is being kept waiting: the caller's clock can be moved here.</summary>
    public Action Waiting { get; set; } = () => { };

    /// <summary>Lets the next requests for an operation go wrong.</summary>
    public void Next(string operation, ErpFault fault, int times = 1)
    {
        lock (_lock) _planned.Add((operation, fault, times));
    }

    /// <summary>Lets all requests for an operation go wrong until it is mended.</summary>
    public void Always(string operation, ErpFault fault) => Next(operation, fault, int.MaxValue);

    /// <summary>Nothing goes wrong any more.</summary>
    public void Mend()
    {
        lock (_lock) _planned.Clear();
    }

    /// <summary>Whether every fault that was asked for has happened.</summary>
    public bool AllHappened
    {
        get
        {
            lock (_lock) return _planned.Count == 0;
        }
    }

    /// <summary>What goes wrong with a request for an operation, if anything does.</summary>
    public ErpFault? Take(string operation)
    {
        lock (_lock)
        {
            var at = _planned.FindIndex(p => p.Operation == operation);
            if (at < 0) return null;
            var (_, fault, times) = _planned[at];
            if (times == 1) _planned.RemoveAt(at);
            else if (times != int.MaxValue) _planned[at] = (operation, fault, times - 1);
            return fault;
        }
    }
}
