using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

public sealed class EmulatedCalendarTests : IAsyncLifetime
{
    private const string June = "calendarView/delta?startDateTime=2026-06-01T00:00:00Z&endDateTime=2026-07-01T00:00:00Z";

    private static readonly DateTimeOffset Tuesday = new(2026, 6, 16, 6, 0, 0, TimeSpan.Zero);

    private GraphEmulator _emulator = null!;
    private GraphCaller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await GraphEmulator.StartAsync();
        _caller = new GraphCaller(_emulator);
        await _caller.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_series_comes_as_its_master_and_brief_occurrences_of_the_window()
    {
        var series = _caller.Wang.AddSeries("周会", Tuesday, occurrences: 5, attendees: ["li.na@huaxin.example"]);

        var (items, link, _) = await _caller.ReadDeltaAsync(June);
        _caller.Wang.MoveEvent(series[1], Tuesday.AddDays(8));
        var (changes, _, _) = await _caller.ReadDeltaAsync(link);

        Assert.Equal(["seriesMaster", "occurrence", "occurrence", "occurrence"], items.Select(Type));
        Assert.Equal("周会", items[0].GetProperty("subject").GetString());
        Assert.False(items[1].TryGetProperty("subject", out _));
        Assert.Equal(items[0].GetProperty("id").GetString(), items[1].GetProperty("seriesMasterId").GetString());
        var moved = Assert.Single(changes);
        Assert.Equal(("exception", series[1].ICalUId), (Type(moved), moved.GetProperty("iCalUId").GetString()));
        Assert.Equal("2026-06-24T06:00:00.0000000", moved.GetProperty("start").GetProperty("dateTime").GetString());
        Assert.Equal("2026-06-23T06:00:00Z", moved.GetProperty("originalStart").GetString());
    }

    [Fact]
    public async Task An_event_outside_the_window_is_told_as_deleted_and_select_is_refused()
    {
        var (_, link, _) = await _caller.ReadDeltaAsync(June);

        var outside = _caller.Wang.AddEvent("八月的展会", Tuesday.AddDays(60));
        var (changes, _, _) = await _caller.ReadDeltaAsync(link);
        var refused = await _caller.GetAsync($"{June}&$select=subject");

        Assert.Equal(outside.ImmutableId, Assert.Single(changes).GetProperty("id").GetString());
        Assert.Equal("deleted", changes[0].GetProperty("@removed").GetProperty("reason").GetString());
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task A_meeting_is_made_once_per_transaction_and_follows_its_organizer_in_the_other_calendar()
    {
        var zhao = _emulator.Mailbox("zhao.lei@crmgraph.example");
        var meeting = new
        {
            subject = "演示",
            transactionId = "0197a7b0-0000-7000-8000-000000000001",
            start = new { dateTime = "2026-06-16T14:00:00", timeZone = "China Standard Time" },
            end = new { dateTime = "2026-06-16T15:00:00", timeZone = "China Standard Time" },
            attendees = new[] { new { emailAddress = new { address = zhao.Address, name = "赵磊" }, type = "required" } },
        };

        var first = await _caller.SendAsync(HttpMethod.Post, "calendar/events", meeting);
        var second = await _caller.SendAsync(HttpMethod.Post, "events", meeting);
        var inShanghai = await _caller.GetAsync($"events/{first.Id}", "IdType=\"ImmutableId\", outlook.timezone=\"China Standard Time\"");
        var invited = Assert.Single(zhao.Events);
        var cancelled = await _caller.SendAsync(HttpMethod.Post, $"events/{first.Id}/cancel", new { comment = "改期" });

        Assert.Equal((201, 201, first.Id), (first.Status, second.Status, second.Id));
        Assert.Equal("2026-06-16T06:00:00.0000000", first.Json.GetProperty("start").GetProperty("dateTime").GetString());
        Assert.Equal("2026-06-16T14:00:00.0000000", inShanghai.Json.GetProperty("start").GetProperty("dateTime").GetString());
        Assert.Equal(first.Json.GetProperty("iCalUId").GetString(), invited.ICalUId);
        Assert.Equal(202, cancelled.Status);
        Assert.Empty(_caller.Wang.Events);
        Assert.True(invited.IsCancelled);
    }

    private static string? Type(JsonElement item) => item.GetProperty("type").GetString();
}
