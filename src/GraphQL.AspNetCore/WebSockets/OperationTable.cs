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
/// counts towards the limit until it has given everything back. A list, because most connections have one or two.
/// </summary>
internal sealed class OperationTable(int limit)
{
    private readonly Lock gate = new();
    private readonly List<RunningOperation> running = new(1);
    private bool closed;

    /// <summary>Takes an operation in and starts it.</summary>
    public Admission Start(RunningOperation operation, Func<RunningOperation, Task> run)
    {
        lock (gate)
        {
            if (closed)
                return Admission.Closed;
            if (Find(operation.Id) is not null)
                return Admission.DuplicateId;
            if (running.Count >= limit)
                return Admission.TooMany;
            operation.IsActive = true;
            running.Add(operation);
            operation.Completion = run(operation);
            return Admission.Started;
        }
    }

    /// <summary>Frees the id. False if the client has completed the operation before: then nothing may be sent for it any more.</summary>
    public bool Finish(RunningOperation operation)
    {
        lock (gate)
        {
            var wasActive = operation.IsActive;
            operation.IsActive = false;
            return wasActive;
        }
    }

    /// <summary>Takes the operation of that id out; null if there is none (any more).</summary>
    public RunningOperation? Remove(string id)
    {
        lock (gate)
        {
            if (Find(id) is not { } operation)
                return null;
            operation.IsActive = false;
            return operation;
        }
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

    private RunningOperation? Find(string id)
    {
        foreach (var operation in running)
        {
            if (operation.IsActive && operation.Id == id)
                return operation;
        }

        return null;
    }
}
