using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using static CrmGraph.GraphQL.Tests.Execution.Subscriptions.LogFixture;

namespace CrmGraph.GraphQL.Tests.Execution.Subscriptions;

/// <summary>Who shares executions with whom, and for whom they are done.</summary>
public sealed class SharingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_hundred_subscribers_with_as_many_cursors_cost_one_execution_per_event()
    {
        var fixture = new LogFixture();
        fixture.Log.Append(500);
        const string query = "subscription ($after: String) { entry(after: $after, atLeast: 499) { text } }";
        var subscribers = new List<IAsyncEnumerator<ResponsePayload>>();
        for (var i = 0; i < 500; i++)
        {
            subscribers.Add(await fixture.SubscribeAsync(fixture.Request($"c{i}", query: query)));
            await NextAsync(subscribers[i], Math.Min(2, 500 - i));
        }

        var replayed = fixture.Executor.ReplayExecutions;
        var waiting = subscribers.Select(s => NextAsync(s, 10)).ToList();
        fixture.Log.Append(10);
        var texts = (await Task.WhenAll(waiting)).Distinct();

        Assert.Equal(string.Join(' ', Enumerable.Range(501, 10).Select(i => $"e{i}")), Assert.Single(texts));
        Assert.Equal((10, 1), (fixture.Executor.EventExecutions, fixture.Executor.SubscriptionGroups));
        Assert.Equal(2 * 500 - 1, replayed);
        Assert.Equal(replayed, fixture.Executor.ReplayExecutions);
        Assert.Same(subscribers[0].Current, subscribers[499].Current);
        foreach (var subscriber in subscribers)
            await subscriber.DisposeAsync();
        fixture.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("subscription { entry(after: \"c1\") { text } }", "subscription { entry(after: \"c2\") { text } }", 1)]
    [InlineData("subscription { ...E } fragment E on Subscription { entry(after: \"c1\") { text } }", "subscription { ...E } fragment E on Subscription { entry(after: \"\"\"c2\"\"\") { text } }", 1)]
    [InlineData("subscription { entry(atLeast: 1) { text } }", "subscription { entry(atLeast: 2) { text } }", 2)]
    [InlineData("subscription { entry { text } }", "subscription { entry { text position } }", 2)]
    public async Task A_cursor_in_the_document_does_not_tell_subscribers_apart(string one, string other, int groups)
    {
        var fixture = new LogFixture();
        fixture.Log.Append(2);
        await using var first = await fixture.SubscribeAsync(fixture.Request(null, query: one));
        await using var second = await fixture.SubscribeAsync(fixture.Request(null, query: other));
        var reading = Task.WhenAll(ReadToThirdAsync(first), ReadToThirdAsync(second));
        fixture.Log.Append();
        await reading;

        Assert.Equal(groups, fixture.Executor.SubscriptionGroups);
    }

    [Theory]
    [InlineData("subscription ($after: String) { entry(after: $after) { text } }", """{"after":"c1"}""", """{"after":"c2"}""", 1)]
    [InlineData("subscription ($after: String) { entry(after: $after) { text } }", """{"after":"c1"}""", """{ "unknown": 1 }""", 1)]
    [InlineData("subscription ($after: String) { entry(after: $after, label: $after) { text } }", """{"after":"c1"}""", """{"after":"c2"}""", 2)]
    [InlineData("subscription ($n: Int, $after: String) { entry(after: $after, atLeast: $n) { text } }", """{"after":"c1","n":1}""", """{ "n":1, "after":"c2" }""", 1)]
    [InlineData("subscription ($n: Int, $after: String) { entry(after: $after, atLeast: $n) { text } }", """{"after":"c1","n":1}""", """{"after":"c1","n":2}""", 2)]
    [InlineData("subscription ($n: Int) { entry(atLeast: $n) { text } }", """{"n":null}""", "{}", 2)]
    public async Task A_variable_that_is_only_the_cursor_does_not_tell_subscribers_apart(string query, string one, string other, int groups)
    {
        var fixture = new LogFixture();
        fixture.Log.Append(2);
        await using var first = await fixture.SubscribeAsync(fixture.Request(null, query: query) with { Variables = JsonElement.Parse(one) });
        await using var second = await fixture.SubscribeAsync(fixture.Request(null, query: query) with { Variables = JsonElement.Parse(other) });
        var reading = Task.WhenAll(ReadToThirdAsync(first), ReadToThirdAsync(second));
        fixture.Log.Append();
        await reading;

        Assert.Equal(groups, fixture.Executor.SubscriptionGroups);
    }

    [Fact]
    public async Task Who_does_not_share_has_a_group_of_its_own()
    {
        var fixture = new LogFixture();
        await using var first = await fixture.SubscribeAsync(fixture.Request(null, sharingKey: null));
        await using var second = await fixture.SubscribeAsync(fixture.Request(null, sharingKey: null));
        var reading = Task.WhenAll(NextAsync(first), NextAsync(second));
        fixture.Log.Append();
        await reading;

        Assert.Equal((2, 2), (fixture.Executor.EventExecutions, fixture.Executor.SubscriptionGroups));
    }

    [Theory]
    [InlineData("c2", null, "c2")]
    [InlineData("c2", "c1", "c1")]
    [InlineData(null, "c1", "c1")]
    public async Task The_transports_cursor_comes_before_the_argument(string? argument, string? lastEventId, string cursor)
    {
        var fixture = new LogFixture();
        fixture.Log.Append(3);
        var request = fixture.Request(argument) with { LastEventId = lastEventId };
        using var result = Assert.IsType<StreamResult>(await fixture.Executor.ExecuteAsync(request, Cancelled));
        await using var subscriber = result.Payloads.GetAsyncEnumerator(Cancelled);

        Assert.Equal(cursor, result.Cursor);
        Assert.Equal($"e{cursor[1] - '0' + 1}", await NextAsync(subscriber));
    }

    [Fact]
    public async Task Each_subscribers_cursor_is_checked_also_when_the_group_is_open()
    {
        var fixture = new LogFixture();
        await using var live = await fixture.SubscribeAsync();
        var next = live.MoveNextAsync().AsTask();

        using var result = await fixture.Executor.ExecuteAsync(fixture.Request("c-1"), Cancelled);

        Assert.Contains("CURSOR_EXPIRED", Encoding.UTF8.GetString(Assert.IsType<SingleResult>(result).Body.Span), StringComparison.Ordinal);
        fixture.Log.Append();
        Assert.True(await next);
    }

    [Fact]
    public async Task Who_does_not_read_is_cut_off_with_the_cursor_of_the_last_event_that_it_still_gets()
    {
        var fixture = new LogFixture(o => o with { SubscriberBuffer = 4 });
        await using var slow = await fixture.SubscribeAsync();
        await using var quick = await fixture.SubscribeAsync();
        var first = Task.WhenAll(NextAsync(slow), NextAsync(quick));
        fixture.Log.Append();
        await first;

        // It has caught up once it waits for more; from then on it has to keep up.
        var waiting = slow.MoveNextAsync().AsTask();
        for (var i = 0; i < 10; i++)
        {
            fixture.Log.Append();
            await NextAsync(quick);
        }

        await waiting;
        Assert.Equal("e2", TextOf(slow.Current));
        var rest = new List<string>();
        var end = await Assert.ThrowsAsync<GraphQLException>(async () =>
        {
            while (await slow.MoveNextAsync())
                rest.Add(TextOf(slow.Current));
        });

        Assert.Equal(["e3", "e4", "e5", "e6"], rest);
        Assert.Equal(("SUBSCRIPTION_OVERFLOW", "c6"), (end.Errors[0].Code, end.Errors[0].Extensions!["lastCursor"]));
    }

    [Fact]
    public async Task Events_are_for_the_caller_as_it_is_at_that_time()
    {
        object? caller = "e2";
        var asked = 0;
        var fixture = new LogFixture(o => o with
        {
            CurrentCaller = (_, _) =>
            {
                asked++;
                return ValueTask.FromResult<object?>(caller);
            },
        });
        await using var subscriber = await fixture.SubscribeAsync(fixture.Request(null) with { Caller = "e1" });
        var next = NextAsync(subscriber, 2);
        fixture.Log.Append(3);

        Assert.Equal("e1 e3", await next);
        caller = null;
        var end = subscriber.MoveNextAsync().AsTask();
        fixture.Log.Append();
        var refusal = await Assert.ThrowsAsync<GraphQLException>(() => end);
        Assert.Equal(("UNAUTHENTICATED", "c3"), (refusal.Errors[0].Code, refusal.Errors[0].Extensions!["lastCursor"]));
        Assert.Equal(4, asked);
        fixture.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Replays_ask_for_the_caller_too()
    {
        object? caller = "e2";
        var fixture = new LogFixture(o => o with { CurrentCaller = (_, _) => ValueTask.FromResult<object?>(caller) });
        fixture.Log.Append(5);
        await using var subscriber = await fixture.SubscribeAsync("c0");

        Assert.Equal("e1 e3", await NextAsync(subscriber, 2));
        caller = null;
        var refusal = await Assert.ThrowsAsync<GraphQLException>(async () => await subscriber.MoveNextAsync());

        Assert.Equal(("UNAUTHENTICATED", "c3"), (refusal.Errors[0].Code, refusal.Errors[0].Extensions!["lastCursor"]));
    }

    [Fact]
    public async Task Who_joins_a_stream_of_states_is_sent_the_newest_at_once()
    {
        var fixture = new LogFixture();
        await using var first = await fixture.SubscribeAsync(fixture.Request(null, query: "subscription { state }"));
        fixture.Hub.Publish(1);
        fixture.Hub.Publish(2);
        Assert.True(await first.MoveNextAsync() && await first.MoveNextAsync());

        await using var second = await fixture.SubscribeAsync(fixture.Request(null, query: "subscription { state }"));
        Assert.True(await second.MoveNextAsync());
        Assert.Same(first.Current, second.Current);
        fixture.Hub.Publish(3);
        Assert.True(await first.MoveNextAsync() && await second.MoveNextAsync());

        Assert.Equal("""{"data":{"state":3}}""", Encoding.UTF8.GetString(second.Current.Json.Span));
        Assert.Equal(3, fixture.Executor.EventExecutions);
    }

    [Fact]
    public async Task Live_events_may_be_taken_at_once_and_what_is_refused_is_read_in_order()
    {
        var fixture = new LogFixture();
        using var result = Assert.IsType<StreamResult>(await fixture.Executor.ExecuteAsync(fixture.Request(null), Cancelled));
        var taken = new ConcurrentQueue<string>();
        var refuses = false;
        result.TakeAtOnce = payload =>
        {
            if (refuses)
                return false;
            taken.Enqueue(TextOf(payload));
            return true;
        };
        await using var subscriber = result.Payloads.GetAsyncEnumerator(Cancelled);
        var next = subscriber.MoveNextAsync().AsTask();
        fixture.Log.Append(2);
        Assert.True(SpinWait.SpinUntil(() => taken.Count == 2, TimeSpan.FromSeconds(20)));

        refuses = true;
        fixture.Log.Append(2);
        Assert.True(await next);
        Assert.Equal("e3", TextOf(subscriber.Current));

        // Now others wait before it, although there would be room again.
        refuses = false;
        Assert.Equal("e4", await NextAsync(subscriber));
        var end = subscriber.MoveNextAsync().AsTask();
        fixture.Log.Append();
        fixture.Log.Fail(new GraphQLException("BROKEN", "Broken."));
        var failure = await Assert.ThrowsAsync<GraphQLException>(() => end);

        Assert.Equal(["e1", "e2", "e5"], taken);
        Assert.Equal("c5", failure.Errors[0].Extensions!["lastCursor"]);
    }

    [Fact]
    public async Task Events_that_come_together_go_to_each_subscriber_in_one_go_and_before_the_failure_behind_them()
    {
        var fixture = new LogFixture();
        var taken = new ConcurrentQueue<string>();
        var ends = new List<Task>();
        foreach (var name in new[] { "张", "李" })
        {
            var result = Assert.IsType<StreamResult>(await fixture.Executor.ExecuteAsync(fixture.Request(null), Cancelled));
            result.TakeAtOnce = payload =>
            {
                taken.Enqueue($"{name} {TextOf(payload)}");
                return true;
            };
            ends.Add(result.Payloads.GetAsyncEnumerator(Cancelled).MoveNextAsync().AsTask());
        }

        fixture.Log.LiveStep = (entry, _) =>
        {
            if (entry.Position == 1)
                fixture.Log.Fail(new GraphQLException("BROKEN", "Broken."));
            return Task.CompletedTask;
        };
        fixture.Log.Append(3);
        var failures = await Task.WhenAll(ends.Select(end => Assert.ThrowsAsync<GraphQLException>(() => end)));

        Assert.Equal(["张 e1", "张 e2", "张 e3", "李 e1", "李 e2", "李 e3"], taken);
        Assert.All(failures, failure => Assert.Equal("c3", failure.Errors[0].Extensions!["lastCursor"]));
    }

    [Fact]
    public async Task A_stream_that_is_never_read_holds_nothing()
    {
        var fixture = new LogFixture();
        (await fixture.Executor.ExecuteAsync(fixture.Request("c0"), Cancelled)).Dispose();
        (await fixture.Executor.ExecuteAsync(fixture.Request(null, query: "subscription { state }"), Cancelled)).Dispose();
        await (await fixture.SubscribeAsync()).DisposeAsync();

        fixture.AssertNothingIsLeft();
    }

    private static async Task ReadToThirdAsync(IAsyncEnumerator<ResponsePayload> subscriber)
    {
        do
            Assert.True(await subscriber.MoveNextAsync());
        while (subscriber.Current.EventId != "c3");
    }
}
