using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.FanOutBench;

/// <summary>The engine with a log in memory behind it: everything of a subscription but the database.</summary>
internal static class EngineServer
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<MemoryLog>().AddSingleton<IPublisher>(s => s.GetRequiredService<MemoryLog>());
        services.AddGraphQLServer().AddTypes(typeof(FanOutQueries), typeof(FanOutSubscriptions));
        services.Configure<GraphQLServerOptions>(o =>
        {
            o.Authenticate = static (_, _, _) => ValueTask.FromResult(new ConnectionAccess { Caller = "somebody", SharingKey = "all" });
            o.KeepAliveTimeout = BaselineServer.KeepAliveTimeout;
        });
    }

    public static void Map(WebApplication app) => app.MapGraphQL();
}

/// <summary>What a schema has to have.</summary>
[QueryType]
public static class FanOutQueries
{
    /// <summary>The answer.</summary>
    public static int Answer() => 42;
}

/// <summary>The subscription that is measured.</summary>
[SubscriptionType]
public static class FanOutSubscriptions
{
    /// <summary>All events.</summary>
    /// <param name="after">Where to go on.</param>
    /// <param name="log">The events.</param>
    [Subscribe]
    public static ResumableStream<StageChange> StageChanged([Cursor] string? after, MemoryLog log) => new()
    {
        After = after is null ? null : long.Parse(after, System.Globalization.CultureInfo.InvariantCulture),
        Start = log.Last,
        Live = log.LiveAsync,
        Replay = (from, through, _) => log.Between(from, through).ToAsyncEnumerable(),
    };
}

/// <summary>Events in memory.</summary>
public sealed class MemoryLog : IPublisher
{
    private readonly Lock gate = new();
    private readonly List<StageChange> events = [];
    private TaskCompletionSource changed = NewSignal();

    /// <summary>The newest position.</summary>
    public long Last
    {
        get
        {
            lock (gate)
                return events.Count;
        }
    }

    /// <inheritdoc/>
    public void Publish(StageChange change)
    {
        lock (gate)
        {
            events.Add(change);
            changed.SetResult();
            changed = NewSignal();
        }
    }

    /// <summary>Everything after a position up to another.</summary>
    public IEnumerable<StreamItem<StageChange>> Between(long after, long through)
    {
        lock (gate)
            return [.. events.GetRange((int)after, (int)(through - after)).Select(Item)];
    }

    /// <summary>Everything after a position.</summary>
    public async IAsyncEnumerable<StreamItem<StageChange>> LiveAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            StageChange? next;
            Task signal;
            lock (gate)
            {
                next = after < events.Count ? events[(int)after] : null;
                signal = changed.Task;
            }

            if (next is null)
            {
                await signal.WaitAsync(cancellationToken);
                continue;
            }

            after++;
            yield return Item(next);
        }
    }

    private static StreamItem<StageChange> Item(StageChange change) => new(change, change.Number, change.Cursor);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
