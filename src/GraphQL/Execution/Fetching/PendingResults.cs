namespace CrmGraph.GraphQL.Execution.Fetching;

/// <summary>Results of one level that have not arrived yet.</summary>
internal sealed class PendingResults(RequestContext request)
{
    private readonly List<Task> tasks = [];

    public bool IsEmpty => tasks.Count == 0;

    public void Add(ValueTask<object?> result, object?[] values, int position)
    {
        if (result.IsCompletedSuccessfully)
            values[position] = result.GetAwaiter().GetResult();
        else
            tasks.Add(StoreAsync(result, values, position));
    }

    public void Add(ValueTask batch, object?[] values, int[] positions)
    {
        if (batch.IsCompletedSuccessfully)
            batch.GetAwaiter().GetResult();
        else
            tasks.Add(StoreAsync(batch, values, positions));
    }

    /// <summary>
    /// Waits for all of them. Whenever a loader has keys it is flushed: its tasks continue inline, so that when a flush is over
    /// everything that waited for it has asked for what comes next.
    /// </summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (var task in tasks)
        {
            while (!task.IsCompleted)
            {
                if (!await request.DispatchLoadersAsync(cancellationToken))
                    await Task.WhenAny(task, request.LoaderHasKeys).WaitAsync(cancellationToken);
            }

            await task;
        }

        tasks.Clear();
    }

    private static async Task StoreAsync(ValueTask<object?> result, object?[] values, int position)
    {
        try
        {
            values[position] = await result;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            values[position] = new FieldFailure(exception);
        }
    }

    private static async Task StoreAsync(ValueTask batch, object?[] values, int[] positions)
    {
        try
        {
            await batch;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            foreach (var position in positions)
                values[position] = new FieldFailure(exception);
        }
    }
}
