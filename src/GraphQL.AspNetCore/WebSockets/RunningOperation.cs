using CrmGraph.GraphQL.AspNetCore.Requests;

namespace CrmGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>An operation of a WebSocket from <c>subscribe</c> to its last message. There are many, and most of them only wait: it holds nothing that it does not need.</summary>
/// <param name="id">The id that the client gave it.</param>
/// <param name="parameters">What it was asked.</param>
internal sealed class RunningOperation(string id, RequestParameters parameters) : IDisposable
{
    private readonly CancellationTokenSource ending = new();
    private RequestParameters? parameters = parameters;
    private byte[]? nextHead;
    private volatile bool isActive;

    /// <summary>The id that the client gave it.</summary>
    public string Id { get; } = id;

    /// <summary>Cancelled when the client completes the operation or the connection ends.</summary>
    public CancellationToken Ending => ending.Token;

    /// <summary>The head of its <c>next</c> messages.</summary>
    public byte[] NextHead => nextHead ??= ServerMessage.NextHead(Id);

    /// <summary>Whether messages of the operation may still be sent: its id is not free yet. Kept by <see cref="OperationTable"/>.</summary>
    public bool IsActive
    {
        get => isActive;
        set => isActive = value;
    }

    /// <summary>Whether it is a subscription that has begun; such are ended at shutdown, others are waited for.</summary>
    public bool IsStream { get; set; }

    /// <summary>The cursor of the last event that is on its way, or the one that the client came with; null if it has none.</summary>
    public string? LastCursor { get; set; }

    /// <summary>Ends when everything that the operation held is given back.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    /// <summary>What it was asked; to be taken once, because a subscription does not need it for long.</summary>
    public RequestParameters TakeParameters() => Interlocked.Exchange(ref parameters, null) ?? throw new InvalidOperationException("The parameters were taken before.");

    /// <summary>Ends the operation.</summary>
    public Task CancelAsync()
    {
        try
        {
            return ending.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself meanwhile.
            return Task.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ending.Dispose();
}
