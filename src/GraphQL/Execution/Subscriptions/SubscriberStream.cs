using CrmGraph.GraphQL.Execution.Writing;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// The responses of one subscriber. What ends it tells the cursor of the last response that the subscriber got. Written by hand: an
/// iterator that was never moved would not run its finally block, and the subscriber would never leave.
/// </summary>
/// <param name="read">The responses; its argument takes those at once that come while it waits.</param>
/// <param name="seat">The place in a group that the subscriber has from the beginning; null if it takes one when it is read.</param>
/// <param name="lastCursor">The cursor that the subscriber came with; null if it has none.</param>
/// <param name="errors">Makes of a failure what the subscriber is told.</param>
internal sealed class SubscriberStream(
    Func<Func<ResponsePayload, bool>, CancellationToken, IAsyncEnumerable<ResponsePayload>> read, GroupSeat? seat, string? lastCursor, FieldErrors errors)
    : IAsyncEnumerable<ResponsePayload>, IAsyncEnumerator<ResponsePayload>, IDisposable
{
    private IAsyncEnumerator<ResponsePayload>? responses;
    private CancellationToken cancelled;

    /// <summary>Takes responses that come while the stream waits for one; null to have them all read.</summary>
    public Func<ResponsePayload, bool>? TakeAtOnce { get; set; }

    public ResponsePayload Current => responses!.Current;

    public IAsyncEnumerator<ResponsePayload> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        cancelled = cancellationToken;
        responses = read(Take, cancellationToken).GetAsyncEnumerator(cancellationToken);
        return this;
    }

    public async ValueTask<bool> MoveNextAsync()
    {
        try
        {
            if (!await responses!.MoveNextAsync())
            {
                cancelled.ThrowIfCancellationRequested();
                return false;
            }

            lastCursor = Current.EventId ?? lastCursor;
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancelled.IsCancellationRequested)
        {
            throw errors.Ending(exception).At(lastCursor);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (responses is not null)
            await responses.DisposeAsync();
        Dispose();
    }

    /// <summary>Gives up a place that was never read.</summary>
    public void Dispose() => seat?.Dispose();

    private bool Take(ResponsePayload payload)
    {
        if (TakeAtOnce?.Invoke(payload) != true)
            return false;
        lastCursor = payload.EventId ?? lastCursor;
        return true;
    }
}
