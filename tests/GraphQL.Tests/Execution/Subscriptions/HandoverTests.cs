using CrmGraph.GraphQL.Errors;
using static CrmGraph.GraphQL.Tests.Execution.Subscriptions.LogFixture;

namespace CrmGraph.GraphQL.Tests.Execution.Subscriptions;

/// <summary>From the log to the live events: no hole, no repeat, in order.</summary>
public sealed class HandoverTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_cursor_events_come_from_the_subscription_on()
    {
        var fixture = new LogFixture();
        fixture.Log.Append(3);
        await using var subscriber = await fixture.SubscribeAsync();

        // Events between the subscription and its first reading are not lost, although nobody has joined a group yet.
        fixture.Log.Append(2);

        Assert.Equal("e4 e5", await NextAsync(subscriber, 2));
        Assert.Equal("c5", subscriber.Current.EventId);
        Assert.Equal(["live 3"], fixture.Log.Reads.Order());
    }

    [Fact]
    public async Task With_a_cursor_the_log_comes_first_and_then_what_is_live()
    {
        var fixture = new LogFixture();
        fixture.Log.Append(3);
        await using var subscriber = await fixture.SubscribeAsync("c1");

        Assert.Equal("e2 e3", await NextAsync(subscriber, 2));
        fixture.Log.Append();

        Assert.Equal("e4", await NextAsync(subscriber));
        Assert.Equal(["live 3", "replay 1-3"], fixture.Log.Reads.Order());
    }

    [Fact]
    public async Task What_the_group_was_offered_before_and_during_the_replay_comes_once()
    {
        var fixture = new LogFixture();
        fixture.Log.Append(3);
        await using var live = await fixture.SubscribeAsync();
        var first = live.MoveNextAsync().AsTask();
        fixture.Log.ReplayStep = async (entry, _) =>
        {
            if (entry.Position == 3)
            {
                // While the log is read: the group runs ahead.
                fixture.Log.Append(2);
                await first;
                await NextAsync(live);
            }
            else if (entry.Position == 5)
            {
                // After joining, while the difference is read: the group's offers are waiting.
                fixture.Log.Append(2);
                await NextAsync(live, 2);
            }
        };

        await using var resuming = await fixture.SubscribeAsync("c1");

        Assert.Equal("e2 e3 e4 e5 e6 e7", await NextAsync(resuming, 6));
        fixture.Log.Append();
        Assert.Equal(("e8", "e8"), (await NextAsync(live), await NextAsync(resuming)));
        Assert.Equal(["live 3", "replay 1-3", "replay 3-5"], fixture.Log.Reads.Order());
        Assert.Equal((5, 4), (fixture.Executor.EventExecutions, fixture.Executor.ReplayExecutions));
    }

    [Fact]
    public async Task A_subscriber_that_is_ahead_of_the_group_gets_nothing_twice()
    {
        var fixture = new LogFixture();
        var goOn = new TaskCompletionSource();
        fixture.Log.LiveStep = (_, token) => goOn.Task.WaitAsync(token);
        await using var behind = await fixture.SubscribeAsync();
        var first = behind.MoveNextAsync().AsTask();
        fixture.Log.Append(5);
        await using var ahead = await fixture.SubscribeAsync("c3");

        Assert.Equal("e4 e5", await NextAsync(ahead, 2));
        var next = ahead.MoveNextAsync().AsTask();
        goOn.SetResult();
        fixture.Log.Append();
        await next;

        Assert.Equal("e6", TextOf(ahead.Current));
        await first;
        Assert.Equal("e2 e3 e4 e5 e6", await NextAsync(behind, 5));
        Assert.Equal(["live 0", "replay 3-5"], fixture.Log.Reads.Order());
    }

    [Fact]
    public async Task A_cursor_that_is_newer_than_the_log_this_node_knows_waits_for_it()
    {
        var fixture = new LogFixture();
        fixture.Log.Append(2);
        await using var subscriber = await fixture.SubscribeAsync("c4");
        var next = subscriber.MoveNextAsync().AsTask();
        fixture.Log.Append(3);
        await next;

        Assert.Equal("e5", TextOf(subscriber.Current));
        Assert.Equal(["live 4"], fixture.Log.Reads.Order());
    }

    [Fact]
    public async Task A_sign_of_life_says_that_everything_before_it_was_offered()
    {
        var fixture = new LogFixture();
        fixture.Log.Append(2);
        await using var live = await fixture.SubscribeAsync();
        var next = live.MoveNextAsync().AsTask();
        Assert.True(SpinWait.SpinUntil(() => fixture.Log.LiveReaders == 1, TimeSpan.FromSeconds(20)));
        fixture.Log.Beat();
        await next;
        await using var second = await fixture.SubscribeAsync("c2");
        var waiting = second.MoveNextAsync().AsTask();
        fixture.Log.Beat();
        await waiting;

        Assert.Equal(("beat", "beat", "c2"), (TextOf(live.Current), TextOf(second.Current), second.Current.EventId));
        fixture.Log.Append();
        Assert.Equal("beat e3", await NextAsync(live, 2));
        Assert.Equal("e3", await NextAsync(second));
    }

    [Fact]
    public async Task Who_still_reads_the_log_is_not_cut_off_when_its_place_is_full()
    {
        var fixture = new LogFixture(o => o with { SubscriberBuffer = 3 });
        fixture.Log.Append(4);
        await using var live = await fixture.SubscribeAsync("c3");
        Assert.Equal("e4", await NextAsync(live));
        var ran = 0;
        fixture.Log.ReplayStep = async (entry, _) =>
        {
            // Far more than a place holds, twice over, while this subscriber reads the log.
            if (entry.Position is 4 or 6)
            {
                for (; ran < entry.Position * 3; ran++)
                {
                    fixture.Log.Append();
                    await NextAsync(live);
                }
            }
        };

        await using var resuming = await fixture.SubscribeAsync("c0");
        var expected = string.Join(' ', Enumerable.Range(1, 22).Select(i => $"e{i}"));

        Assert.Equal(expected, await NextAsync(resuming, 22));
        fixture.Log.Append();
        Assert.Equal("e23", await NextAsync(resuming));
    }

    [Fact]
    public async Task When_the_source_fails_during_the_replay_the_subscriber_first_gets_what_there_was()
    {
        var fixture = new LogFixture();
        fixture.Log.Append(2);
        await using var live = await fixture.SubscribeAsync();
        var first = live.MoveNextAsync().AsTask();
        fixture.Log.ReplayStep = async (entry, _) =>
        {
            if (entry.Position == 2)
            {
                fixture.Log.Append();
                await first;
            }
            else if (entry.Position == 3)
            {
                fixture.Log.Append();
                await NextAsync(live);
                fixture.Log.Fail(new GraphQLException("BROKEN", "Broken."));
                await Assert.ThrowsAsync<GraphQLException>(async () => await live.MoveNextAsync());
            }
        };
        await using var resuming = await fixture.SubscribeAsync("c1");

        Assert.Equal("e2 e3 e4", await NextAsync(resuming, 3));
        var end = await Assert.ThrowsAsync<GraphQLException>(async () => await resuming.MoveNextAsync());

        Assert.Equal(("BROKEN", "c4"), (end.Errors[0].Code, end.Errors[0].Extensions!["lastCursor"]));
        fixture.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("c2", "c2")]
    [InlineData(null, null)]
    public async Task Who_got_nothing_before_the_end_is_told_the_cursor_it_came_with(string? came, string? told)
    {
        var fixture = new LogFixture();
        fixture.Log.Append(2);
        fixture.Log.Fail(new InvalidOperationException("a secret of ours"));
        await using var subscriber = await fixture.SubscribeAsync(came);

        var end = await Assert.ThrowsAsync<GraphQLException>(async () => await subscriber.MoveNextAsync());

        Assert.Equal(("INTERNAL_SERVER_ERROR", told), (end.Errors[0].Code, end.Errors[0].Extensions!.GetValueOrDefault("lastCursor")));
        Assert.DoesNotContain("secret", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_joins_while_the_group_ends_opens_another()
    {
        var fixture = new LogFixture();
        for (var i = 0; i < 200; i++)
        {
            var leaving = await fixture.SubscribeAsync();
            fixture.Log.Append();
            await NextAsync(leaving);
            var last = fixture.Log.Last;
            var left = Task.Run(() => leaving.DisposeAsync().AsTask(), Cancelled);
            await using var coming = await fixture.SubscribeAsync($"c{last}");
            fixture.Log.Append();
            Assert.Equal($"e{last + 1}", await NextAsync(coming));
            await left;
        }

        fixture.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whoever_comes_and_goes_at_any_time_collects_exactly_the_log(int seed)
    {
        const int events = 400;
        var fixture = new LogFixture(o => o with { SubscriberBuffer = 8 });
        fixture.Log.LiveStep = (entry, _) => entry.Position % 7 == 0 ? Task.Delay(1, Cancelled) : Task.CompletedTask;
        fixture.Log.ReplayStep = (entry, _) => entry.Position % 5 == 0 ? Task.Delay(1, Cancelled) : Task.CompletedTask;
        var expected = Enumerable.Range(1, events).Select(i => $"e{i}").ToList();

        var subscribers = Enumerable.Range(0, 24).Select(i => Task.Run(() => CollectAsync(fixture, new Random(seed * 1000 + i), events), Cancelled)).ToList();
        var random = new Random(seed);
        while (fixture.Log.Last < events)
        {
            fixture.Log.Append(Math.Min(random.Next(1, 12), (int)(events - fixture.Log.Last)));
            await Task.Delay(random.Next(0, 3), Cancelled);
        }

        foreach (var subscriber in subscribers)
            Assert.Equal(expected, await subscriber);
        fixture.AssertNothingIsLeft();
    }

    /// <summary>Reads all events, leaving at random times and going on from the last cursor: its own, or the one that it is told when cut off.</summary>
    private static async Task<List<string>> CollectAsync(LogFixture fixture, Random random, int count)
    {
        var collected = new List<string>();
        var cursor = "c0";
        while (collected.Count < count)
        {
            await using var subscriber = await fixture.SubscribeAsync(cursor);
            var stay = random.Next(1, 60);
            try
            {
                while (collected.Count < count && stay-- > 0 && await subscriber.MoveNextAsync())
                {
                    collected.Add(TextOf(subscriber.Current));
                    cursor = subscriber.Current.EventId!;
                    if (random.Next(10) == 0)
                        await Task.Delay(1, Cancelled);
                }
            }
            catch (GraphQLException end) when (end.Errors[0].Code == ErrorCodes.SubscriptionOverflow)
            {
                Assert.Equal(cursor, end.Errors[0].Extensions!["lastCursor"]);
            }
        }

        return collected;
    }
}
