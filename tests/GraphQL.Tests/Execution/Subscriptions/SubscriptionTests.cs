using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;
using CrmGraph.Testing.Subscriptions;
using static CrmGraph.GraphQL.Tests.Execution.ExecutorFixture;

namespace CrmGraph.GraphQL.Tests.Execution.Subscriptions;

public sealed class SubscriptionTests
{
    private readonly SubscriptionHub hub = new();

    private sealed record Moved(int Deal, string To);

    private Schema Build()
    {
        var moved = new ObjectType("Moved", () => [Pure("deal", BuiltInScalars.Int, (Moved m) => m.Deal), Pure("to", new NonNullType(BuiltInScalars.String), (Moved m) => m.To)], runtimeType: typeof(Moved));
        var subscribe = new SubscribeResolver((context, cancellationToken) =>
        {
            var atLeast = context.Argument<int?>(0) ?? 0;
            return atLeast >= 0
                ? new ValueTask<IAsyncEnumerable<SourceEvent>>(Events(hub.Subscribe<Moved>(m => m.Deal >= atLeast), cancellationToken))
                : throw new GraphQLException("NEGATIVE", "atLeast must not be negative.");
        });
        return new Schema(
            new ObjectType("Query", () => [Work("ok", BuiltInScalars.Boolean, (_, _) => new(true))]),
            subscriptionType: new ObjectType("Subscription", () => [new OutputField("moved", moved, [new InputValue("atLeast", BuiltInScalars.Int)]) { Resolver = subscribe }]));
    }

    private static async IAsyncEnumerable<SourceEvent> Events(
        IAsyncEnumerable<Moved> source, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var message in source.WithCancellation(cancellationToken))
            yield return new SourceEvent(message, $"c{++number}");
    }

    private static GraphQLRequest Request(string? sharingKey, string variables = """{"n":0}""") =>
        new(Encoding.UTF8.GetBytes("subscription ($n: Int) { moved(atLeast: $n) { deal to } }")) { SharingKey = sharingKey, Variables = JsonSerializer.Deserialize<JsonElement>(variables) };

    private static async Task<IAsyncEnumerator<ResponsePayload>> SubscribeAsync(RequestExecutor executor, GraphQLRequest request) =>
        Assert.IsType<StreamResult>(await executor.ExecuteAsync(request)).Payloads.GetAsyncEnumerator(TestContext.Current.CancellationToken);

    private static async Task<string> NextAsync(IAsyncEnumerator<ResponsePayload> subscriber)
    {
        Assert.True(await subscriber.MoveNextAsync());
        return Encoding.UTF8.GetString(subscriber.Current.Json.Span);
    }

    [Fact]
    public async Task Events_published_after_subscribing_arrive_in_order_with_their_cursors()
    {
        var executor = new RequestExecutor(Build());
        await using var subscriber = await SubscribeAsync(executor, Request(null));
        hub.Publish(new Moved(1, "报价"));
        hub.Publish(new Moved(2, "谈判"));

        Assert.Equal("""{"data":{"moved":{"deal":1,"to":"报价"}}}""", await NextAsync(subscriber));
        Assert.Equal("c1", subscriber.Current.EventId);
        Assert.Equal("""{"data":{"moved":{"deal":2,"to":"谈判"}}}""", await NextAsync(subscriber));
    }

    [Fact]
    public async Task An_event_is_executed_once_for_all_subscribers_that_ask_the_same()
    {
        var executor = new RequestExecutor(Build());
        var equal = new List<IAsyncEnumerator<ResponsePayload>>();
        for (var i = 0; i < 20; i++)
            equal.Add(await SubscribeAsync(executor, Request("team east")));
        await using var other = await SubscribeAsync(executor, Request("team east", """{"n":5}"""));
        hub.Publish(new Moved(7, "签约"));

        foreach (var subscriber in equal)
            Assert.Equal("""{"data":{"moved":{"deal":7,"to":"签约"}}}""", await NextAsync(subscriber));
        await NextAsync(other);
        Assert.Same(equal[0].Current, equal[19].Current);
        Assert.Equal(2, executor.EventExecutions);
        foreach (var subscriber in equal)
            await subscriber.DisposeAsync();
    }

    [Fact]
    public async Task Subscribers_with_different_sharing_keys_are_executed_apart()
    {
        var executor = new RequestExecutor(Build());
        await using var east = await SubscribeAsync(executor, Request("east"));
        await using var west = await SubscribeAsync(executor, Request("west"));
        hub.Publish(new Moved(1, "报价"));

        await NextAsync(east);
        await NextAsync(west);

        Assert.Equal(2, executor.EventExecutions);
    }

    [Fact]
    public async Task A_refusal_of_the_resolver_is_the_answer()
    {
        using var result = await new RequestExecutor(Build()).ExecuteAsync(Request(null, """{"n":-1}"""), TestContext.Current.CancellationToken);

        var single = Assert.IsType<SingleResult>(result);
        Assert.Equal("""{"errors":[{"message":"atLeast must not be negative.","extensions":{"code":"NEGATIVE"}}]}""", Encoding.UTF8.GetString(single.Body.Span));
    }

    [Fact]
    public async Task A_slow_subscriber_is_cut_off_and_others_are_not()
    {
        var executor = new RequestExecutor(Build(), new ExecutorOptions { SubscriberBuffer = 4 });
        await using var slow = await SubscribeAsync(executor, Request("all"));
        await using var quick = await SubscribeAsync(executor, Request("all"));
        for (var i = 0; i < 10; i++)
        {
            hub.Publish(new Moved(i, "报价"));
            await NextAsync(quick);
        }

        var read = 0;
        var cut = await Assert.ThrowsAsync<GraphQLException>(async () =>
        {
            while (await slow.MoveNextAsync())
                read++;
        });

        Assert.Equal((4, "SUBSCRIPTION_OVERFLOW"), (read, cut.Errors[0].Code));
    }

    [Fact]
    public async Task A_thousand_subscriptions_leave_no_listener_behind()
    {
        var executor = new RequestExecutor(Build());
        for (var i = 0; i < 1000; i++)
        {
            var subscriber = await SubscribeAsync(executor, Request(i % 2 == 0 ? "all" : null));
            hub.Publish(new Moved(i, "报价"));
            await NextAsync(subscriber);
            await subscriber.DisposeAsync();
        }

        // The source stream ends after its last subscriber has left, on its own flow.
        Assert.True(SpinWait.SpinUntil(() => hub.ListenerCount == 0, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_subscriber_that_never_reads_leaves_when_it_is_disposed()
    {
        var executor = new RequestExecutor(Build());
        var subscriber = await SubscribeAsync(executor, Request("all"));
        await subscriber.DisposeAsync();

        Assert.True(SpinWait.SpinUntil(() => hub.ListenerCount == 0, TimeSpan.FromSeconds(10)));
    }
}
