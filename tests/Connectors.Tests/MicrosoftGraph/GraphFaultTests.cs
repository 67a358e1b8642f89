using CrmGraph.Domain.Activities;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>Whatever goes wrong on the way, the end is the same.</summary>
public sealed class GraphFaultTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_minutes_of_every_fault_end_as_a_clean_run_does()
    {
        var clean = await RunAsync(null);
        var faulty = await RunAsync(seed: 2);

        Assert.NotEmpty(clean);
        Assert.Equal(clean, faulty);
    }

    [Fact]
    public async Task A_mailbox_is_left_alone_for_as_long_as_it_asks()
    {
        await using var scene = await GraphScene.StartAsync(
            emulator: new GraphEmulatorOptions { RetryAfter = TimeSpan.FromSeconds(30) },
            fill: graph =>
            {
                graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "报价");
                graph.Faults.Next(GraphFault.TooManyRequests, 1, line => line.Contains("/delta", StringComparison.Ordinal));
            });
        await scene.SettleAsync();

        Assert.Single(await scene.ActivitiesAsync());
        Assert.Equal(1, scene.Emulator.Faults.Happened(GraphFault.TooManyRequests));
        Assert.Empty(scene.Emulator.Breaches);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(int? seed)
    {
        await using var scene = await GraphScene.StartAsync(settings => settings["Connectors:MicrosoftGraph:PageSize"] = "7", fill: Fill);
        if (seed is { } chosen)
        {
            scene.Emulator.Faults.SlowFor = TimeSpan.FromMilliseconds(300);
            scene.Emulator.Faults.Everything(0.08, chosen);
        }
        var mailbox = scene.Mailbox;
        for (var second = 0; second < 600; second++)
        {
            if (second % 30 == 0) Change(mailbox, second / 30);
            if (second % 20 == 0) await scene.WakeAsync();
            // what nothing goes wrong with is not slow
            if (seed is not null) await scene.PassAsync();
        }
        scene.Emulator.Faults.Off();
        await scene.PassUntilAsync(db => db.SyncSources.AllAsync(s => s.State != Persistence.Sync.SyncState.Throttled, Cancelled));
        await scene.SyncAsync();
        await scene.SyncAsync();
        return await scene.ReadAsync(async db =>
        {
            var all = await db.Activities.Where(a => a.MatchReason != null).AsNoTracking().ToListAsync(Cancelled);
            return all.Select(Describe).Order(StringComparer.Ordinal).ToList();
        });
    }

    private static string Describe(Activity a) =>
        $"{a.Kind} {a.Subject} {a.Body} {a.StartAt:O} {a.EndAt:O} {a.MatchReason} {a.OpportunityId is not null} {a.AccountId is not null} {a.Participants.Count} {a.Users.Count} {a.Candidates.Count}";

    private static void Fill(GraphEmulator graph)
    {
        var mailbox = graph.Mailbox(GraphScene.Seller);
        for (var i = 0; i < 60; i++)
        {
            string from = (i % 4) switch { 0 => GraphScene.Customer, 1 => $"person{i}@xingyao.example", 2 => $"stranger{i}@nowhere.example", _ => GraphScene.Colleague };
            mailbox.Receive(from, $"邮件{i}", $"正文{i}", at: Given.Now.AddDays(-i), sensitivity: i % 16 == 0 ? "private" : "normal");
        }
        for (var i = 0; i < 10; i++) mailbox.AddEvent($"会议{i}", Given.Now.AddDays(i - 5), attendees: [GraphScene.Customer]);
        mailbox.AddSeries("例会", Given.Now.AddDays(-14), 6, attendees: [GraphScene.Customer]);
    }

    // the same in both runs
    private static void Change(GraphMailbox mailbox, int step)
    {
        var messages = mailbox.Messages.Where(m => m.Folder == mailbox.Inbox).OrderBy(m => m.Subject, StringComparer.Ordinal).ToList();
        mailbox.Move(messages[step], mailbox.Archive);
        if (step % 3 == 0) mailbox.Delete(messages[step + 1]);
        mailbox.Receive(GraphScene.Customer, $"新邮件{step}", $"新正文{step}", at: Given.Now.AddMinutes(-step));
        var meetings = mailbox.Events.Where(e => e.Type == GraphEventType.SingleInstance).OrderBy(e => e.Subject, StringComparer.Ordinal).ToList();
        var happening = meetings[step % meetings.Count];
        if (step % 5 == 4) mailbox.DeleteEvent(happening);
        else mailbox.MoveEvent(happening, Given.Now.AddDays(step).AddHours(1));
    }
}
