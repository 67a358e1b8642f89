using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>
/// The responses of one subscriber. What ends it tells the cursor of the last response that the subscriber got. Written by hand: an
/// iterator that was never moved would not run its finally block, and the subscriber would never leave.
/// </summary>
/// <param name="responses">The responses.</param>
/// <param name="seat">The place in a group that the subscriber has from the beginning; null if it takes one when it is read.</param>
/// <param name="cursor">The cursor that the subscriber came with; null if it has none.</param>
/// <param name="explain">Makes of a failure what the subscriber is told.</param>
internal sealed class SubscriberStream(
    IAsyncEnumerable<ResponsePayload> responses, GroupSeat? seat, string? cursor, Func<Exception, GraphQLException> explain) : IAsyncEnumerable<ResponsePayload>, IDisposable
{
    public IAsyncEnumerator<ResponsePayload> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Reader(this, responses.GetAsyncEnumerator(cancellationToken), cursor, explain, cancellationToken);

    /// <summary>Gives up a place that was never read.</summary>
    public void Dispose() => seat?.Dispose();

    private sealed class Reader(
        SubscriberStream stream,
        IAsyncEnumerator<ResponsePayload> responses,
        string? lastCursor,
        Func<Exception, GraphQLException> explain,
        CancellationToken cancellationToken) : IAsyncEnumerator<ResponsePayload>
    {
        public ResponsePayload Current => responses.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                if (!await responses.MoveNextAsync())
                    return false;
                lastCursor = Current.EventId ?? lastCursor;
                return true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw explain(exception).At(lastCursor);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await responses.DisposeAsync();
            stream.Dispose();
        }
    }
}
