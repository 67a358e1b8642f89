using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Tests.Events;

public sealed class EventSubscriptionsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Events = """
        subscription ($after: String, $types: [EventType!]) {
          events(after: $after, types: $types) {
            __typename
            ... on CrmEvent { id cursor type at actor sequence subject { __typename id } changes { field before after } data }
            ... on Heartbeat { cursor at }
          }
        }
        """;

    [Fact]
    public async Task Who_resumes_gets_what_was_missed_in_order_and_goes_on_live()
    {
        var after = await api.CursorAsync();
        var id = await api.CreateDealAsync();
        await MoveAsync(id, "quote");
        await using var events = await api.ListenAsync("admin", Events, variables: new { after, types = new[] { "OPPORTUNITY_CREATED", "STAGE_CHANGED" } });

        var (created, moved) = (await events.NextValueAsync(), await events.NextValueAsync());
        await MoveAsync(id, "negotiation");
        var live = await events.NextValueAsync();

        Assert.Equal(
            [("OPPORTUNITY_CREATED", 1), ("STAGE_CHANGED", 2), ("STAGE_CHANGED", 3)],
            new[] { created, moved, live }.Select(e => (e.GetProperty("type").GetString()!, e.GetProperty("sequence").GetInt32())));
        Assert.All(new[] { created, moved, live }, e => Assert.Equal(("Opportunity", id), (e.At("subject", "__typename").GetString()!, e.At("subject", "id").GetString()!)));
        Assert.Equal(live.GetProperty("cursor").GetString(), events.EventId);
        Assert.Equal(live.GetProperty("cursor").GetString(), await api.CursorAsync());
    }

    [Fact]
    public async Task An_event_tells_who_changed_what()
    {
        var id = await api.CreateDealAsync();
        var after = await api.CursorAsync();
        await MoveAsync(id, "quote");
        await using var events = await api.ListenAsync("wang.fang", Events, variables: new { after });

        var moved = await events.NextValueAsync();

        var wang = NodeId.Encode("User", (await api.CallerAsync("wang.fang")).UserId.Value);
        Assert.Equal((wang, wang), (moved.GetProperty("actor").GetString()!, moved.At("data", "by").GetString()!));
        var stage = moved.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("field").GetString() == "stage");
        Assert.Equal(await api.StageIdAsync("requirement"), stage.GetProperty("before").GetString());
        Assert.Equal(await api.StageIdAsync("quote"), stage.GetProperty("after").GetString());
        Assert.Equal(moved.At("data", "to").GetString(), stage.GetProperty("after").GetString());
    }

    [Fact]
    public async Task Nobody_gets_events_of_records_that_are_out_of_reach()
    {
        var after = await api.CursorAsync();
        await api.CreateDealAsync("lucas.keller");
        var ours = await api.CreateDealAsync();
        await using var events = await api.ListenAsync("wang.fang", Events, variables: new { after, types = new[] { "OPPORTUNITY_CREATED" } });

        Assert.Equal(ours, (await events.NextValueAsync()).At("subject", "id").GetString());
    }

    [Fact]
    public async Task Personal_data_in_changes_is_only_for_those_who_may_see_it()
    {
        var created = await api.DataAsync("wang.fang", """mutation { createLead(input: { name: "周宁", company: "事件科技有限公司", email: "zhou@events.example", source: "website" }) { lead { id } errors { message } } }""");
        var id = created.At("createLead", "lead", "id").GetString();
        var after = await api.CursorAsync();
        await api.DataAsync("wang.fang", $$"""mutation { updateLead(input: { id: "{{id}}", email: "ning@events.example", title: "CTO" }) { errors { message } } }""");
        await using var seen = await api.ListenAsync("wang.fang", Events, variables: new { after, types = new[] { "LEAD_UPDATED" } });
        await using var hidden = await api.ListenAsync(await ReadOnlyAsync(), Events, variables: new { after, types = new[] { "LEAD_UPDATED" } });

        Assert.Contains("ning@events.example", (await seen.NextAsync()), StringComparison.Ordinal);
        var shown = await hidden.NextAsync();
        Assert.DoesNotContain("@events.example", shown, StringComparison.Ordinal);
        Assert.Contains("CTO", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heartbeat_carries_the_newest_cursor_over_a_silence()
    {
        await using var events = await api.ListenAsync("wang.fang", Events, variables: new { types = new[] { "CONTRACT_SIGNED" } });
        var waiting = events.MoveAsync();
        await api.CreateDealAsync();
        var newest = await api.CursorAsync();

        while (!waiting.IsCompleted)
        {
            api.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(waiting, Task.Delay(10, TestContext.Current.CancellationToken));
        }

        Assert.True(await waiting);
        Assert.Equal(newest, events.EventId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a cursor")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cursor_that_is_not_ours_is_refused(string after)
    {
        var error = await api.RefusedAsync("admin", Events, new { after });

        Assert.Equal("CURSOR_INVALID", error.At("extensions", "code").GetString());
    }

    [Fact]
    public async Task A_cursor_of_which_one_character_was_changed_is_refused()
    {
        await api.CreateDealAsync();
        var cursor = await api.CursorAsync();

        for (var i = 0; i < cursor.Length; i++)
        {
            var error = await api.RefusedAsync("admin", Events, new { after = cursor[..i] + (cursor[i] == 'B' ? 'C' : 'B') + cursor[(i + 1)..] });
            Assert.Equal("CURSOR_INVALID", error.At("extensions", "code").GetString());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3601)]
    public async Task A_heartbeat_interval_out_of_range_is_refused(int seconds)
    {
        var error = await api.RefusedAsync("admin", $"subscription {{ events(heartbeatSeconds: {seconds}) {{ __typename }} }}");

        Assert.Equal($"\"heartbeatSeconds\" must be between 1 and 3600; it is {seconds}.", error.GetProperty("message").GetString());
    }

    private async Task<string> ReadOnlyAsync()
    {
        await using var db = api.Open();
        return db.Users.First(u => u.Role == Role.ReadOnly && u.IsActive).Email.Split('@')[0];
    }

    private async Task MoveAsync(string id, string stage)
    {
        var moved = await api.DataAsync(
            "wang.fang",
            "mutation ($id: ID!, $stage: ID!) { moveOpportunity(input: { opportunityId: $id, stageId: $stage }) { errors { message } } }",
            new { id, stage = await api.StageIdAsync(stage) });
        Assert.Equal(0, moved.At("moveOpportunity", "errors").GetArrayLength());
    }
}

/// <summary>Cursors of events that are not kept any more, on a log of its own.</summary>
public sealed class ExpiredCursorTests(CrmApi api) : IClassFixture<CrmApi>
{
    [Fact]
    public async Task A_cursor_older_than_the_log_is_refused_with_the_oldest_that_works_and_numbering_goes_on()
    {
        var before = await api.CursorAsync();
        var id = await api.CreateDealAsync();
        await using (var db = api.Open()) await db.TrimEventsAsync(CrmApi.Now.AddSeconds(1), TestContext.Current.CancellationToken);

        var error = await api.RefusedAsync("admin", "subscription ($after: String) { events(after: $after) { __typename } }", new { after = before });

        Assert.Equal("CURSOR_EXPIRED", error.At("extensions", "code").GetString());
        var oldest = error.At("extensions", "oldestCursor").GetString();
        Assert.Equal(await api.CursorAsync(), oldest);
        await api.DataAsync("wang.fang", $$"""mutation { updateOpportunity(input: { id: "{{id}}", nextStep: "复访" }) { errors { message } } }""");
        await using var events = await api.ListenAsync("admin", "subscription ($after: String) { events(after: $after) { ... on CrmEvent { type sequence } } }", variables: new { after = oldest });
        Assert.Equal("""{"type":"OPPORTUNITY_UPDATED","sequence":2}""", (await events.NextValueAsync()).GetRawText());
    }
}
