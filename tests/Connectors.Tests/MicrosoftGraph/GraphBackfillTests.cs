using System.Diagnostics;
using System.Globalization;
using CrmGraph.Connectors.Tests.Sync;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>A large mailbox is taken in within the limits of Graph. CRMGRAPH_GRAPH_BACKFILL says how many messages it holds.</summary>
public sealed class GraphBackfillTests
{
    private static readonly int Messages = int.Parse(Environment.GetEnvironmentVariable("CRMGRAPH_GRAPH_BACKFILL") ?? "600", CultureInfo.InvariantCulture);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_mailbox_is_taken_in_without_a_breach()
    {
        await using var scene = await SyncScene.StartAsync(
            async time =>
            {
                var under = await GraphUnderTest.StartAsync(time);
                under.Settings["Connectors:MicrosoftGraph:PageSize"] = "100";
                under.Mailbox.Fill(new MailboxFilling
                {
                    Messages = Messages,
                    Events = Messages / 10,
                    Days = 29,
                    Others = [new(GraphScene.Customer, "李敏"), new("news@travel.example", "Travel News")],
                    Colleagues = [new(GraphScene.Colleague, "李浩然")],
                });
                return under;
            },
            MigratedDatabase.CopySqliteAsync);
        var graph = ((GraphUnderTest)scene.System).Emulator;
        var started = Stopwatch.GetTimestamp();

        for (var seconds = 0; seconds == 0 || (await scene.SourcesAsync()).Exists(s => s.Kind is "mail" or "calendar" && !s.IsComplete); seconds++)
        {
            Assert.True(seconds < 900, "It takes more than a quarter of an hour.");
            await scene.Node.RunSideBySideAsync();
            scene.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await scene.SettleAsync();

        await using var db = scene.Open();
        var figures = await db.SyncSources.Where(s => s.Kind == "mail" || s.Kind == "calendar").GroupBy(_ => 1).Select(g => new { Seen = g.Sum(s => s.Seen), Stored = g.Sum(s => s.Stored), Skipped = g.Sum(s => s.Skipped) }).SingleAsync(Cancelled);
        TestContext.Current.TestOutputHelper?.WriteLine($"{figures.Seen} items seen, {figures.Stored} stored, {figures.Skipped} left out, {graph.Requests.Count} requests, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        Assert.Empty(graph.Breaches);
        Assert.True(figures.Seen >= Messages + (Messages / 10), $"{figures.Seen} items were seen.");
        Assert.InRange(figures.Stored, Messages / 4, figures.Seen);
        // drafts are neither
        Assert.InRange(figures.Stored + figures.Skipped, figures.Seen * 95 / 100, figures.Seen);
        // every activity is of somebody who is known
        Assert.Equal(0, await db.Activities.CountAsync(a => a.MatchReason != null && a.OpportunityId == null && a.AccountId == null, Cancelled));
        // and those that a conversation brought in later, when it was about a deal
        Assert.InRange(await db.Activities.CountAsync(a => a.MatchReason != null, Cancelled), figures.Stored, figures.Seen);
    }
}
