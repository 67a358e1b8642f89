using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.Testing.Transports;

/// <summary>A small schema whose fields do what transports have to cope with: wait, fail, go on for ever, say more than anybody reads.</summary>
public sealed class TransportSchema
{
    private readonly Lock gate = new();
    private readonly List<Channel<int>> listeners = [];
    private TaskCompletionSource<int> changed = NewSignal();
    private int open;

    /// <summary>The schema, with resolvers.</summary>
    public Schema Build() => new(
        new ObjectType("Query", () =>
        [
            Field("hello", new NonNullType(BuiltInScalars.String), (_, _) => ValueTask.FromResult<object?>("world")),
            Field("echo", BuiltInScalars.String, (context, _) => ValueTask.FromResult<object?>(context.Argument<string?>("text")), new InputValue("text", BuiltInScalars.String)),
            Field("caller", BuiltInScalars.String, (context, _) => ValueTask.FromResult<object?>(context.Request.Request.Caller)),
            Field("refused", BuiltInScalars.String, (_, _) => throw new GraphQLException("FORBIDDEN", "Not for you.")),
            Field("broken", BuiltInScalars.String, (_, _) => throw new InvalidOperationException("a secret of ours")),
            Field("waiting", BuiltInScalars.String, WaitAsync),
        ]),
        new ObjectType("Mutation", () =>
        [
            Field("increment", new NonNullType(BuiltInScalars.Int), (context, _) => ValueTask.FromResult<object?>(context.Argument<int>("by") + 1), new InputValue("by", new NonNullType(BuiltInScalars.Int))),
        ]),
        new ObjectType("Subscription", () =>
        [
            Stream("countTo", new NonNullType(BuiltInScalars.Int), (context, token) => CountToAsync(context.Argument<int>("n"), token), new InputValue("n", new NonNullType(BuiltInScalars.Int))),
            Stream("ticks", new NonNullType(BuiltInScalars.Int), (_, token) => Ticks(token)),
            Stream("flood", new NonNullType(BuiltInScalars.String), (_, token) => FloodAsync(token)),
            Stream("resumed", new NonNullType(BuiltInScalars.String), (context, _) => OneAsync($"after {context.Request.Request.LastEventId}")),
            Stream("collapsing", new NonNullType(BuiltInScalars.Int), (_, token) => CollapsingAsync(token)),
            Stream("overflowing", new NonNullType(BuiltInScalars.Int), (_, token) => OverflowingAsync(token)),
        ]),
        directiveTypes: SpecifiedDirectives.All);

    /// <summary>Sends a number to everybody who listens to <c>ticks</c>.</summary>
    public void Tick(int number)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
                listener.Writer.TryWrite(number);
        }
    }

    /// <summary>Waits until that many source streams and waiting resolvers are open; they count from their start to the end of their cleaning up.</summary>
    public async Task OpenAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (open == count)
                    return;
                signal = changed.Task;
            }

            await signal.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
        }
    }

    private static OutputField Field(string name, GraphQLType type, Func<ResolverContext, CancellationToken, ValueTask<object?>> resolve, params InputValue[] arguments) =>
        new(name, type, arguments) { Resolver = new TaskResolver(resolve) };

    private OutputField Stream(string name, GraphQLType type, Func<ResolverContext, CancellationToken, IAsyncEnumerable<SourceEvent>> open, params InputValue[] arguments) =>
        new(name, type, arguments) { Resolver = new SubscribeResolver((context, token) => ValueTask.FromResult(Counted(open(context, token), CancellationToken.None))) };

    private static TaskCompletionSource<int> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Count(int difference)
    {
        TaskCompletionSource<int> signal;
        lock (gate)
        {
            open += difference;
            signal = changed;
            changed = NewSignal();
        }

        signal.SetResult(open);
    }

    private async ValueTask<object?> WaitAsync(ResolverContext context, CancellationToken cancellationToken)
    {
        Count(1);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return null;
        }
        finally
        {
            Count(-1);
        }
    }

    private async IAsyncEnumerable<SourceEvent> Counted(IAsyncEnumerable<SourceEvent> source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Count(1);
        try
        {
            await foreach (var message in source.WithCancellation(cancellationToken))
                yield return message;
        }
        finally
        {
            Count(-1);
        }
    }

    private static async IAsyncEnumerable<SourceEvent> CountToAsync(int n, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 1; i <= n; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new SourceEvent(i, $"cursor-{i}");
        }
    }

    // It listens before it is counted as open, so that who has seen it open can tick.
    private IAsyncEnumerable<SourceEvent> Ticks(CancellationToken cancellationToken)
    {
        var listener = Channel.CreateUnbounded<int>();
        lock (gate)
            listeners.Add(listener);
        return TicksAsync(listener, cancellationToken);
    }

    private async IAsyncEnumerable<SourceEvent> TicksAsync(Channel<int> listener, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var number in listener.Reader.ReadAllAsync(cancellationToken))
                yield return new SourceEvent(number, $"tick-{number}");
        }
        finally
        {
            lock (gate)
                listeners.Remove(listener);
        }
    }

    private static async IAsyncEnumerable<SourceEvent> FloodAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new string('x', 60_000);
        for (var i = 0; ; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new SourceEvent(text, $"drop-{i}");
        }
    }

    private static async IAsyncEnumerable<SourceEvent> OneAsync(string text)
    {
        await Task.Yield();
        yield return new SourceEvent(text);
    }

    private static async IAsyncEnumerable<SourceEvent> CollapsingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return new SourceEvent(1);
        throw new InvalidOperationException("a secret of ours");
    }

    private static async IAsyncEnumerable<SourceEvent> OverflowingAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return new SourceEvent(1);
        throw new GraphQLException(new GraphQLError("Too slow.") { Code = ErrorCodes.SubscriptionOverflow, Extensions = new Dictionary<string, object?> { ["lastCursor"] = "c1" } });
    }
}
