namespace CrmGraph.Connectors.Cluster;

/// <summary>Waits for the first of several things, or for a time.</summary>
internal static class Waiting
{
    /// <summary>Ends when one of the tasks ends or the time is over, whichever is first.</summary>
    internal static async Task ForAnyAsync(IEnumerable<Task> tasks, TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([.. tasks, Task.Delay(most, time, over.Token)]);
        // a timer that nobody waits for any more
        await over.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
