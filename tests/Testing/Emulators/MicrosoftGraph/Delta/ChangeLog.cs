namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;

/// <summary>
/// What happened to a collection, in order. A position in it is what a delta link stands for; only an item's last change is told, so
/// that reading on from a position costs what was changed since.
/// </summary>
internal sealed class ChangeLog<T>
    where T : class
{
    private readonly List<Change<T>> _changes = [];
    private readonly Dictionary<string, Change<T>> _latest = new(StringComparer.Ordinal);

    /// <summary>The position after everything that has happened.</summary>
    internal int Position => _changes.Count;

    /// <summary>The items that are there, in the order of their last changes.</summary>
    internal IEnumerable<T> Present => _changes.Where(c => !c.IsSuperseded && c.Item is not null).Select(c => c.Item!);

    /// <summary>An item came or changed.</summary>
    internal void Put(string key, string id, T item)
    {
        var earlier = _latest.GetValueOrDefault(key);
        Add(new Change<T>(key, id, item, null, earlier?.Item is null ? _changes.Count : earlier.CreatedAt), earlier);
    }

    /// <summary>An item went.</summary>
    internal void Remove(string key, string id, string reason)
    {
        var earlier = _latest.GetValueOrDefault(key);
        Add(new Change<T>(key, id, null, reason, earlier?.CreatedAt ?? _changes.Count), earlier);
    }

    /// <summary>The last changes of the items that were changed at or after a position.</summary>
    internal IEnumerable<(int Position, Change<T> Change)> From(int position)
    {
        for (var i = position; i < _changes.Count; i++)
        {
            if (!_changes[i].IsSuperseded) yield return (i, _changes[i]);
        }
    }

    private void Add(Change<T> change, Change<T>? earlier)
    {
        earlier?.IsSuperseded = true;
        _latest[change.Key] = change;
        _changes.Add(change);
    }
}

/// <summary>A change of an item.</summary>
/// <param name="Key">What identifies the item for good.</param>
/// <param name="Id">The id by which clients knew it that do not prefer immutable ones.</param>
/// <param name="Item">The item; null when it went.</param>
/// <param name="Reason">Why it went: deleted or changed.</param>
/// <param name="CreatedAt">The position at which it came.</param>
internal sealed record Change<T>(string Key, string Id, T? Item, string? Reason, int CreatedAt)
    where T : class
{
    /// <summary>Whether a later change took its place.</summary>
    internal bool IsSuperseded { get; set; }
}
