using System.Threading.Channels;
using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>One source stream with the subscribers that share its responses. It starts with its first subscriber and ends with its last.</summary>
internal sealed class SubscriptionGroup(
    IAsyncEnumerable<SourceEvent> source,
    Func<SourceEvent, CancellationToken, ValueTask<ResponsePayload>> execute,
    int bufferSize,
    CancellationTokenSource stop,
    Action ended,
    Func<Exception, GraphQLException> explain,
    Func<ValueTask> disposeScopes)
{
    private readonly Lock gate = new();
    private readonly HashSet<Subscriber> subscribers = [];
    private bool started;
    private bool over;

    /// <summary>A new subscriber, who gets every event from now on; null if the group has ended.</summary>
    public IAsyncEnumerable<ResponsePayload>? Join()
    {
        var subscriber = new Subscriber(bufferSize, Leave);
        lock (gate)
        {
            if (over)
                return null;
            subscribers.Add(subscriber);
            if (!started)
            {
                started = true;
                Pump = PumpAsync();
            }
        }

        return subscriber;
    }

    /// <summary>The work of the group; it never fails, because failures are told to the subscribers.</summary>
    public Task Pump { get; private set; } = Task.CompletedTask;

    private void Leave(Subscriber subscriber)
    {
        lock (gate)
        {
            if (!subscribers.Remove(subscriber) || subscribers.Count > 0 || over)
                return;
            over = true;
        }

        stop.Cancel();
    }

    private async Task PumpAsync()
    {
        // The subscriber's thread must not be kept busy with events that are waiting already.
        await Task.Yield();
        Exception? failure = null;
        try
        {
            await foreach (var message in source.WithCancellation(stop.Token))
            {
                var payload = await execute(message, stop.Token);
                lock (gate)
                {
                    foreach (var subscriber in subscribers)
                        subscriber.Offer(payload);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The last subscriber has left.
        }
        catch (Exception exception)
        {
            failure = explain(exception);
        }

        End(failure);
        await disposeScopes();
        stop.Dispose();
    }

    private void End(Exception? failure)
    {
        lock (gate)
        {
            over = true;
            foreach (var subscriber in subscribers)
                subscriber.Complete(failure);
            subscribers.Clear();
        }

        ended();
    }

    private sealed class Subscriber(int bufferSize, Action<Subscriber> leave) : IAsyncEnumerable<ResponsePayload>
    {
        private readonly Channel<ResponsePayload> buffer = Channel.CreateBounded<ResponsePayload>(new BoundedChannelOptions(bufferSize) { SingleReader = true });

        public void Offer(ResponsePayload payload)
        {
            if (!buffer.Writer.TryWrite(payload))
                Complete(new GraphQLException(ErrorCodes.SubscriptionOverflow, $"More than {bufferSize} events were waiting to be read; subscribe again and read faster."));
        }

        public void Complete(Exception? failure) => buffer.Writer.TryComplete(failure);

        public IAsyncEnumerator<ResponsePayload> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Reader(this, cancellationToken);

        // Written by hand: an iterator that was never moved would not run its finally block, and the subscriber would never leave.
        private sealed class Reader(Subscriber subscriber, CancellationToken cancellationToken) : IAsyncEnumerator<ResponsePayload>
        {
            private ResponsePayload? current;

            public ResponsePayload Current => current ?? throw new InvalidOperationException("There is no current payload.");

            public async ValueTask<bool> MoveNextAsync()
            {
                while (await subscriber.buffer.Reader.WaitToReadAsync(cancellationToken))
                {
                    if (subscriber.buffer.Reader.TryRead(out current))
                        return true;
                }

                return false;
            }

            public ValueTask DisposeAsync()
            {
                subscriber.Complete(null);
                subscriber.LeaveGroup();
                return ValueTask.CompletedTask;
            }
        }

        private void LeaveGroup() => leave(this);
    }
}
