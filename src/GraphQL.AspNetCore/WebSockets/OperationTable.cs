namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>What came of a new operation.</summary>
internal enum Admission
{
    Started,
    DuplicateId,
    TooMany,
    Closed,
}

/// <summary>
/// The operations of one WebSocket. An id is free again when the last message of its operation is on its way, while the operation
/// counts towards the limit until it has given everything back.
/// </summary>
internal sealed class OperationTable(int limit)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RunningOperation> byId = [];
    private readonly HashSet<RunningOperation> running = [];
    private bool closed;

    /// <summary>Takes an operation in and starts it.</summary>
    public Admission Start(RunningOperation operation, Func<RunningOperation, Task> run)
    {
        lock (gate)
        {
            if (closed)
                return Admission.Closed;
            if (byId.ContainsKey(operation.Id))
                return Admission.DuplicateId;
            if (running.Count >= limit)
                return Admission.TooMany;
            byId.Add(operation.Id, operation);
            running.Add(operation);
            operation.Completion = Task.Run(() => run(operation), CancellationToken.None);
            return Admission.Started;
        }
    }

    /// <summary>Whether messages of the operation may still be sent.</summary>
    public bool IsActive(RunningOperation operation)
    {
        lock (gate)
            return byId.TryGetValue(operation.Id, out var current) && current == operation;
    }

    /// <summary>Frees the id. False if the client has completed the operation before: then nothing may be sent for it any more.</summary>
    public bool Finish(RunningOperation operation)
    {
        lock (gate)
            return byId.TryGetValue(operation.Id, out var current) && current == operation && byId.Remove(operation.Id);
    }

    /// <summary>Takes the operation of that id out; null if there is none (any more).</summary>
    public RunningOperation? Remove(string id)
    {
        lock (gate)
            return byId.Remove(id, out var operation) ? operation : null;
    }

    /// <summary>Forgets an operation that has given everything back.</summary>
    public void Ended(RunningOperation operation)
    {
        lock (gate)
            running.Remove(operation);
    }

    /// <summary>Lets no more operations in; answers with those that run.</summary>
    public IReadOnlyList<RunningOperation> Close()
    {
        lock (gate)
        {
            closed = true;
            return [.. running];
        }
    }
}
