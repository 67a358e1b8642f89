using CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;
using CrmGraph.Domain.Activities;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>Meetings become activities, follow what happens to them, and stay when they have been held.</summary>
public sealed class CalendarSyncTests
{
    private static readonly DateTimeOffset Tomorrow = Given.Now.AddDays(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Meetings_follow_what_happens_to_them_single_or_of_a_series()
    {
        GraphEvent moved = null!, cancelled = null!;
        IReadOnlyList<GraphEvent> series = [];
        await using var scene = await GraphScene.StartAsync(fill: graph =>
        {
            var box = graph.Mailbox(GraphScene.Seller);
            moved = box.AddEvent("演示", Tomorrow, attendees: [GraphScene.Customer], location: "上海");
            cancelled = box.AddEvent("取消的会", Tomorrow.AddDays(1), attendees: [GraphScene.Customer]);
            box.AddEvent("客户发起", Tomorrow.AddDays(2), attendees: [GraphScene.Seller], organizer: GraphScene.Customer);
            series = box.AddSeries("例会", Tomorrow.AddHours(3), 4, attendees: [GraphScene.Customer]);
        });
        await scene.SettleAsync();
        var before = await scene.ActivitiesAsync();

        scene.Mailbox.MoveEvent(moved, Tomorrow.AddDays(3));
        scene.Mailbox.CancelEvent(cancelled);
        // another day, and another place in the series than it had
        scene.Mailbox.MoveEvent(series[1], series[1].Start.AddDays(8));
        scene.Mailbox.DeleteEvent(series[2]);
        await scene.SyncAsync();
        var after = await scene.ActivitiesAsync();

        Assert.Equal(["演示", "例会", "取消的会", "客户发起", "例会", "例会", "例会"], before.Select(a => a.Subject));
        Assert.All(before, a => Assert.Equal((MatchReason.SingleDeal, ActivityKind.Meeting, null), (a.MatchReason, a.Kind, a.CompletedAt)));
        Assert.Equal(
            [("例会", series[0].Start), ("客户发起", Tomorrow.AddDays(2)), ("演示", Tomorrow.AddDays(3)), ("例会", Tomorrow.AddHours(3).AddDays(15)), ("例会", Tomorrow.AddHours(3).AddDays(21))],
            after.Select(a => (a.Subject, a.StartAt!.Value)));
        // the same activities, not new ones beside them
        Assert.Subset(before.Select(a => a.Id).ToHashSet(), after.Select(a => a.Id).ToHashSet());
        Assert.Equal((before[0].Id, "上海"), (after[2].Id, after[2].Location));
        Assert.Equal(before.Single(a => a.StartAt == Tomorrow.AddHours(3).AddDays(7)).Id, after.Single(a => a.StartAt == Tomorrow.AddHours(3).AddDays(15)).Id);
        Assert.Empty(scene.Emulator.Breaches);
    }

    [Fact]
    public async Task A_meeting_in_two_mailboxes_is_one_activity_until_both_have_lost_it()
    {
        GraphEvent meeting = null!;
        await using var scene = await GraphScene.StartAsync(
            settings => settings["Connectors:MicrosoftGraph:Mailboxes:1"] = GraphScene.Colleague,
            fill: graph =>
            {
                graph.Mailbox(GraphScene.Colleague, "李浩然");
                var box = graph.Mailbox(GraphScene.Seller);
                meeting = box.AddEvent("联合拜访", Tomorrow, attendees: [GraphScene.Colleague, GraphScene.Customer]);
                box.Send([GraphScene.Colleague, GraphScene.Customer], "同一封信", "正文", at: Given.Now.AddHours(-1));
            });
        await scene.SettleAsync();
        var both = await scene.ActivitiesAsync();
        var users = await scene.ReadAsync(db => db.Users.ToDictionaryAsync(u => u.Id, u => u.Email, Cancelled));

        // an attendee who takes it out of the own calendar calls nothing off
        var copy = Assert.Single(scene.Emulator.Mailbox(GraphScene.Colleague).Events);
        scene.Emulator.Mailbox(GraphScene.Colleague).DeleteEvent(copy);
        await scene.SyncAsync();
        var one = await scene.ActivitiesAsync();
        scene.Mailbox.CancelEvent(meeting);
        await scene.SyncAsync();

        Assert.Equal(["同一封信", "联合拜访"], both.Select(a => a.Subject));
        Assert.All(both, a => Assert.Equal((GraphScene.Seller, GraphScene.Colleague), (users[a.OwnerId], users[Assert.Single(a.Users).UserId])));
        Assert.Equal(2, one.Count);
        Assert.Equal("同一封信", Assert.Single(await scene.ActivitiesAsync()).Subject);
    }

    [Fact]
    public async Task Times_are_what_the_calendar_says_whatever_its_zone_and_a_whole_day_stays_on_its_date()
    {
        await using var scene = await GraphScene.StartAsync();
        await scene.SettleAsync();
        using var outlook = new GraphCaller(scene.Emulator);
        await outlook.SignInAsync();
        await PlanAsync(outlook, "上海时间", "2026-06-20T09:00:00", "2026-06-20T10:30:00", "China Standard Time");
        await PlanAsync(outlook, "纽约时间", "2026-06-20T09:00:00", "2026-06-20T10:00:00", "Eastern Standard Time");
        await PlanAsync(outlook, "展会", "2026-06-22T00:00:00", "2026-06-24T00:00:00", "China Standard Time", isAllDay: true);
        await scene.SyncAsync();

        Assert.Equal(
            [
                "上海时间 2026-06-20T01:00:00Z 2026-06-20T02:30:00Z",
                "纽约时间 2026-06-20T13:00:00Z 2026-06-20T14:00:00Z",
                "展会 2026-06-22T00:00:00Z 2026-06-24T00:00:00Z",
            ],
            (await scene.ActivitiesAsync()).Select(a => $"{a.Subject} {a.StartAt:yyyy-MM-ddTHH:mm:ssZ} {a.EndAt:yyyy-MM-ddTHH:mm:ssZ}"));
    }

    [Fact]
    public async Task A_meeting_that_is_over_counts_as_held_at_its_end_unless_somebody_knows_better()
    {
        GraphEvent later = null!;
        await using var scene = await GraphScene.StartAsync(
            settings => settings["Connectors:MicrosoftGraph:PollInterval"] = "00:01:00",
            fill: graph =>
            {
                var box = graph.Mailbox(GraphScene.Seller);
                box.AddEvent("已过去", Given.Now.AddDays(-1), attendees: [GraphScene.Customer]);
                box.AddEvent("马上", Given.Now.AddMinutes(1), TimeSpan.FromMinutes(5), attendees: [GraphScene.Customer]);
                later = box.AddEvent("推迟", Given.Now.AddMinutes(2), TimeSpan.FromMinutes(5), attendees: [GraphScene.Customer]);
            });
        await scene.SettleAsync();
        Assert.Equal([Given.Now.AddDays(-1).AddHours(1), null, null], (await scene.ActivitiesAsync()).Select(a => a.CompletedAt));

        await PassAsync(scene, TimeSpan.FromMinutes(10));
        await scene.SyncAsync();
        var held = await scene.ActivitiesAsync();
        var touched = await scene.ReadAsync(db => db.Opportunities.Where(o => o.Id == scene.Deal.Id).Select(o => o.LastActivityAt).SingleAsync(Cancelled));
        scene.Mailbox.MoveEvent(later, Given.Now.AddDays(1));
        await scene.SyncAsync();

        Assert.Equal([Given.Now.AddDays(-1).AddHours(1), Given.Now.AddMinutes(6), Given.Now.AddMinutes(7)], held.Select(a => a.CompletedAt));
        Assert.Equal(Given.Now.AddMinutes(7), touched);
        Assert.Equal([Given.Now.AddDays(-1).AddHours(1), Given.Now.AddMinutes(6), null], (await scene.ActivitiesAsync()).Select(a => a.CompletedAt));
        Assert.Equal(2, await scene.ReadAsync(db => db.Events.CountAsync(e => e.Type == Domain.Events.EventType.ActivityCompleted && e.At >= Given.Now, Cancelled)));
    }

    [Fact]
    public async Task The_window_moves_on_what_leaves_it_stays_and_what_comes_into_it_appears()
    {
        GraphEvent old = null!;
        await using var scene = await GraphScene.StartAsync(fill: graph =>
        {
            var box = graph.Mailbox(GraphScene.Seller);
            old = box.AddEvent("早先", Given.Now.AddDays(-28), attendees: [GraphScene.Customer]);
            box.AddEvent("太早", Given.Now.AddDays(-40), attendees: [GraphScene.Customer]);
            box.AddEvent("将来", Given.Now.AddDays(185), attendees: [GraphScene.Customer]);
        });
        await scene.SettleAsync();
        var first = await scene.ActivitiesAsync();

        await PassAsync(scene, TimeSpan.FromDays(8));
        await scene.SyncAsync();
        var second = await scene.ActivitiesAsync();
        // Graph says of a change outside of the window that the event is gone, whether it is or not
        scene.Mailbox.MoveEvent(old, old.Start.AddMinutes(30));
        await scene.SyncAsync();

        Assert.Equal(["早先"], first.Select(a => a.Subject));
        Assert.Equal(["早先", "将来"], second.Select(a => a.Subject));
        Assert.Equal(first[0].Id, second[0].Id);
        Assert.Equal(["早先", "将来"], (await scene.ActivitiesAsync()).Select(a => a.Subject));
        Assert.True(await scene.ReadAsync(db => db.SyncSources.AnyAsync(s => s.Kind == "calendar" && s.WindowStart > Given.Now.AddDays(-23), Cancelled)));
    }

    // over the night of the server, so that no lease and no time limit runs out in a jump
    private static async Task PassAsync(GraphScene scene, TimeSpan time)
    {
        await scene.Application.DisposeAsync();
        scene.Time.Advance(time);
        await scene.BeginAsync();
    }

    private static async Task PlanAsync(GraphCaller outlook, string subject, string start, string end, string zone, bool isAllDay = false)
    {
        var reply = await outlook.SendAsync(HttpMethod.Post, "events", new
        {
            subject,
            isAllDay,
            start = new { dateTime = start, timeZone = zone },
            end = new { dateTime = end, timeZone = zone },
            attendees = new[] { new { type = "required", emailAddress = new { address = GraphScene.Customer } } },
        });
        Assert.Equal(201, reply.Status);
    }
}
