namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>Counts what subscriptions cost.</summary>
internal sealed class SubscriptionCounters
{
    private long executions;
    private long replays;
    private long groups;

    /// <summary>How many live events were executed, each once per group.</summary>
    public long Executions => Interlocked.Read(ref executions);

    /// <summary>How many events were executed for single subscribers that resume.</summary>
    public long Replays => Interlocked.Read(ref replays);

    /// <summary>How many groups there are now.</summary>
    public long Groups => Interlocked.Read(ref groups);

    public void Executed() => Interlocked.Increment(ref executions);

    public void Replayed() => Interlocked.Increment(ref replays);

    public void Opened() => Interlocked.Increment(ref groups);

    public void Closed() => Interlocked.Decrement(ref groups);
}
