namespace CrmGraph.Persistence.EventLog;

/// <summary>Wakes those on this node who wait for events. It carries nothing: the log is the truth.</summary>
public sealed class EventLogSignal
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Completes when something may have been added after this call. Ask for it before looking at the log, or it may be missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something may have been added.</summary>
    public void Wake() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
