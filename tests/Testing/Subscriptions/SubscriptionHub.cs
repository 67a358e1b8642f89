using System.Collections.Concurrent;
using System.Threading.Channels;
using CrmGraph.GraphQL.Errors;

namespace CrmGraph.Testing.Subscriptions;

/// <summary>
/// Hands events to those who listen in this process. Topics are event types; there are no topic names to agree on. Publishing never
/// waits: a listener whose buffer is full is cut off with <see cref="ErrorCodes.SubscriptionOverflow"/> and never silently thinned.
/// </summary>
/// <param name="bufferSize">How many events may wait for one listener.</param>
public sealed class SubscriptionHub(int bufferSize = 1024)
{
    private readonly ConcurrentDictionary<Type, object> topics = new();

    /// <summary>How many listeners there are.</summary>
    public int ListenerCount => topics.Values.Sum(t => ((ITopic)t).Count);

    /// <summary>Hands an event to all who listen to its type now.</summary>
    public void Publish<TEvent>(TEvent message)
        where TEvent : notnull
    {
        if (topics.TryGetValue(typeof(TEvent), out var topic))
            ((Topic<TEvent>)topic).Publish(message);
    }

    /// <summary>
    /// Listens from this moment on: events published after the call are in the stream, even before it is first read. Reading it once is
    /// what ends it: cancel, or dispose the enumerator.
    /// </summary>
    /// <param name="filter">Which events are wanted; null for all.</param>
    public IAsyncEnumerable<TEvent> Subscribe<TEvent>(Func<TEvent, bool>? filter = null)
        where TEvent : notnull =>
        ((Topic<TEvent>)topics.GetOrAdd(typeof(TEvent), static _ => new Topic<TEvent>())).Subscribe(bufferSize, filter);

    private interface ITopic
    {
        int Count { get; }
    }

    private sealed class Topic<TEvent> : ITopic
        where TEvent : notnull
    {
        private readonly ConcurrentDictionary<Listener<TEvent>, byte> listeners = new();

        public int Count => listeners.Count;

        public void Publish(TEvent message)
        {
            foreach (var (listener, _) in listeners)
                listener.Offer(message);
        }

        public Listener<TEvent> Subscribe(int bufferSize, Func<TEvent, bool>? filter)
        {
            var listener = new Listener<TEvent>(bufferSize, filter, l => listeners.TryRemove(l, out _));
            listeners.TryAdd(listener, 0);
            return listener;
        }
    }

    private sealed class Listener<TEvent>(int bufferSize, Func<TEvent, bool>? filter, Action<Listener<TEvent>> leave) : IAsyncEnumerable<TEvent>
        where TEvent : notnull
    {
        private readonly Channel<TEvent> buffer = Channel.CreateBounded<TEvent>(new BoundedChannelOptions(bufferSize) { SingleReader = true });

        public void Offer(TEvent message)
        {
            if ((filter is null || filter(message)) && !buffer.Writer.TryWrite(message))
                buffer.Writer.TryComplete(new GraphQLException(ErrorCodes.SubscriptionOverflow, $"More than {bufferSize} events were waiting to be read."));
        }

        public async IAsyncEnumerator<TEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            try
            {
                await foreach (var message in buffer.Reader.ReadAllAsync(cancellationToken))
                    yield return message;
            }
            finally
            {
                leave(this);
            }
        }
    }
}
