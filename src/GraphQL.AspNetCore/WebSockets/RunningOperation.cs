namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>An operation of a WebSocket from <c>subscribe</c> to its last message.</summary>
/// <param name="id">The id that the client gave it.</param>
/// <param name="connection">Ends with the connection.</param>
internal sealed class RunningOperation(string id, CancellationToken connection) : IDisposable
{
    private readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(connection);

    /// <summary>The id that the client gave it.</summary>
    public string Id { get; } = id;

    /// <summary>Cancelled when the client completes the operation or the connection ends.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>Whether it is a subscription that has begun; such are ended at shutdown, others are waited for.</summary>
    public bool IsStream { get; set; }

    /// <summary>Ends when everything that the operation held is given back.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    /// <summary>Ends the operation.</summary>
    public Task CancelAsync() => ending.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => ending.Dispose();
}
