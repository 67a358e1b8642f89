namespace CrmGraph.GraphQL.Execution.Loading;

/// <summary>A loader that fetches a value per key.</summary>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
public abstract class BatchDataLoader<TKey, TValue> : DataLoader
    where TKey : notnull
{
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> known = [];
    private List<TKey> waiting = [];

    /// <summary>The value of a key; the default of <typeparamref name="TValue"/> if there is none. A key is fetched once per request.</summary>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        lock (known)
        {
            if (!known.TryGetValue(key, out var promise))
            {
                // Continuations run inline on purpose: when a dispatch returns, everybody who waited has asked for what comes next.
                known.Add(key, promise = new TaskCompletionSource<TValue?>());
                if (waiting.Count == 0)
                    Enlist();
                waiting.Add(key);
            }

            return promise.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Fetches values for distinct keys; keys that are missing in the answer have none.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    internal override async ValueTask DispatchAsync(CancellationToken cancellationToken)
    {
        List<TKey> keys;
        lock (known)
        {
            keys = waiting;
            waiting = [];
        }

        IReadOnlyDictionary<TKey, TValue> values;
        try
        {
            values = await LoadBatchAsync(keys, cancellationToken);
        }
        catch (Exception exception)
        {
            foreach (var key in keys)
                Promise(key).SetException(exception);
            return;
        }

        foreach (var key in keys)
            Promise(key).SetResult(values.TryGetValue(key, out var value) ? value : default);
    }

    private TaskCompletionSource<TValue?> Promise(TKey key)
    {
        lock (known)
            return known[key];
    }
}
