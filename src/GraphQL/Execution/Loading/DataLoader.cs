namespace CrmGraph.GraphQL.Execution.Loading;

/// <summary>Collects keys during a level of an execution and fetches them together when the level has nothing else to do.</summary>
public abstract class DataLoader
{
    private RequestContext? request;

    internal void Attach(RequestContext owner) => request = owner;

    /// <summary>Fetches all keys that wait and completes their tasks, on the calling flow: who awaits a key goes on inside.</summary>
    internal abstract ValueTask DispatchAsync(CancellationToken cancellationToken);

    /// <summary>Says that keys wait.</summary>
    private protected void Enlist() =>
        (request ?? throw new InvalidOperationException($"{GetType().Name} belongs to no request: take it as a parameter of a resolver.")).Enlist(this);
}
