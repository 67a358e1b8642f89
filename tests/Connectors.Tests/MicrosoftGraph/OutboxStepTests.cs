using CrmGraph.Connectors.MicrosoftGraph;
using CrmGraph.Connectors.Tests.Sync;
using CrmGraph.Domain.Activities;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>The steps in which something goes out: whatever happens between two of them, and whoever else takes them, it goes out once.</summary>
public sealed class OutboxStepTests
{
    private const string Draft = "POST /users/wang.fang%40crmgraph.example/messages";
    private const string Send = "/send";
    private const string Plan = "POST /users/wang.fang%40crmgraph.example/events";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_at_any_request_leaves_one_mail_and_one_meeting()
    {
        await using var scene = await StartAsync();
        var graph = (GraphUnderTest)scene.System;
        GraphFault[] faults = [GraphFault.CutBefore, GraphFault.CutAfter, GraphFault.CutAmid, GraphFault.ServerError, GraphFault.GatewayTimeout, GraphFault.TooManyRequests];

        foreach (var fault in faults)
        {
            graph.Emulator.Faults.Next(fault, 2, line => line.StartsWith("POST /users", StringComparison.Ordinal));
            await DispatchAsync(scene, $"邮件{fault}", isMeeting: false);
            await SendAllAsync(scene, scene.Node);
            graph.Emulator.Faults.Next(fault, 1, line => line.StartsWith("POST /users", StringComparison.Ordinal));
            await DispatchAsync(scene, $"会议{fault}", isMeeting: true);
            await SendAllAsync(scene, scene.Node);
        }
        await scene.PollAsync();

        AssertOnce(graph, [.. faults.Select(f => $"邮件{f}")], [.. faults.Select(f => $"会议{f}")]);
        // the copies and the events came back as what was sent
        Assert.All(await SentAsync(scene), a => Assert.Equal((SendingState.Sent, MatchReason.OwnMessage, scene.Deal.Id), (a.Sending, a.MatchReason, a.OpportunityId)));
        Assert.Equal(2 * faults.Length, (await SentAsync(scene)).Count);
        Assert.Empty(scene.System.Breaches);
    }

    [Theory]
    [InlineData(Draft, false)]
    [InlineData(Draft, true)]
    [InlineData(Send, false)]
    [InlineData(Send, true)]
    [InlineData(Plan, true)]
    public async Task A_process_that_ends_while_it_waits_leaves_the_rest_to_another_after_a_while(string request, bool takesEffect)
    {
        await using var scene = await StartAsync();
        var graph = (GraphUnderTest)scene.System;
        await DispatchAsync(scene, "报价", isMeeting: request == Plan);
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var held = graph.Emulator.Faults.HoldNext(line => line.Contains(request, StringComparison.OrdinalIgnoreCase), takesEffect);

        var step = StepsAsync(scene, scene.Node, killed.Token);
        await held.Come.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step);
        var another = scene.NewNode();
        // it may still be at it
        var requests = graph.Requests;
        await another.RunAsync();
        Assert.Equal(requests, graph.Requests);
        await SendAllAsync(scene, another);
        await scene.PollAsync();

        AssertOnce(graph, request == Plan ? [] : ["报价"], request == Plan ? ["报价"] : []);
        var sent = Assert.Single(await SentAsync(scene));
        Assert.Equal((SendingState.Sent, MatchReason.OwnMessage), (sent.Sending, sent.MatchReason));
        Assert.Equal(0, Assert.Single(await ItemsAsync(scene)).Attempts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_nodes_that_do_the_same_at_the_same_moment_ask_once_for_each_step(bool isPostgreSql)
    {
        await using var scene = await StartAsync(isPostgreSql);
        // databases keep times less exactly than clocks tell them
        scene.Time.Advance(TimeSpan.FromTicks(1_234_567));
        var graph = (GraphUnderTest)scene.System;
        SyncNode[] nodes = [scene.Node, scene.NewNode()];
        await Task.WhenAll(nodes.Select(n => n.Connector.PrepareAsync(Cancelled)));
        await DispatchAsync(scene, "报价", isMeeting: false);
        await DispatchAsync(scene, "启动会", isMeeting: true);
        graph.Emulator.ClearRecords();

        for (var rounds = 0; (await ItemsAsync(scene)).Exists(i => i.State != OutgoingState.Sent); rounds++)
        {
            Assert.True(rounds < 20, "There is no end.");
            var outbox = await OutboxAsync(scene);
            await Task.WhenAll(nodes.Select(n => n.TakeAsync(outbox)));
        }

        AssertOnce(graph, ["报价"], ["启动会"]);
        var posts = graph.Emulator.Requests.Where(r => r.Method == "POST" && r.Path.StartsWith("/users", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, posts.Count);
        Assert.All(posts, p => Assert.InRange(p.Status, 200, 299));
        Assert.All(await ItemsAsync(scene), i => Assert.Equal((0, null), (i.Attempts, i.LastError)));
    }

    [Theory]
    [InlineData(Draft)]
    [InlineData(Send)]
    public async Task A_node_that_slept_while_another_went_on_changes_nothing_when_it_wakes_up(string request)
    {
        await using var scene = await StartAsync();
        var graph = (GraphUnderTest)scene.System;
        await DispatchAsync(scene, "报价", isMeeting: false);
        // its clock stands still
        var asleep = scene.NewNode(time: new FakeTimeProvider(scene.Time.GetUtcNow()));
        await asleep.Connector.PrepareAsync(Cancelled);
        var held = graph.Emulator.Faults.HoldNext(line => line.Contains(request, StringComparison.OrdinalIgnoreCase), takesEffect: true);
        var step = StepsAsync(scene, asleep, Cancelled);
        await held.Come.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        await SendAllAsync(scene, scene.Node);
        var done = Assert.Single(await ItemsAsync(scene));
        held.Release();
        await step;

        var after = Assert.Single(await ItemsAsync(scene));
        Assert.Equal((OutgoingState.Sent, done.RemoteId, done.NextAttemptAt), (after.State, after.RemoteId, after.NextAttemptAt));
        AssertOnce(graph, ["报价"], []);
        Assert.Equal(1, graph.Emulator.Requests.Count(r => r.Path.EndsWith(Send, StringComparison.Ordinal)));
    }

    private static async Task<SyncScene> StartAsync(bool isPostgreSql = false)
    {
        var scene = await SyncScene.StartAsync(async time => await GraphUnderTest.StartAsync(time), isPostgreSql ? MigratedDatabase.CopyPostgreSqlAsync : MigratedDatabase.CopySqliteAsync);
        await scene.SettleAsync();
        return scene;
    }

    // as the mutations do
    private static async Task DispatchAsync(SyncScene scene, string subject, bool isMeeting)
    {
        await using var db = scene.Open();
        var owner = await db.Users.SingleAsync(Cancelled);
        var now = scene.Time.GetUtcNow();
        var activity = Activity.Log(
            new NewActivity
            {
                Kind = isMeeting ? ActivityKind.Meeting : ActivityKind.Email,
                Subject = subject,
                Body = "见附件",
                StartAt = isMeeting ? now.AddDays(1) : now,
                EndAt = isMeeting ? now.AddDays(1).AddHours(1) : null,
                OpportunityId = scene.Deal.Id,
                AccountId = scene.Deal.AccountId,
                ParticipantIds = [scene.Contact.Id],
            },
            owner,
            now);
        activity.Dispatch(ActivityVisibility.Everything, null);
        db.Activities.Add(activity);
        await GraphMailboxes.DispatchAsync(db, activity, owner.Email, isMeeting, now, Cancelled);
        await db.SaveChangesAsync(Cancelled);
    }

    private static async Task<SyncSource> OutboxAsync(SyncScene scene) => Assert.Single(await scene.SourcesAsync(), s => s.Kind == GraphSources.Outbox);

    private static async Task StepsAsync(SyncScene scene, SyncNode node, CancellationToken cancellationToken)
    {
        for (SyncSource? current = await OutboxAsync(scene); current is not null;) current = await node.TakeAsync(current, cancellationToken);
    }

    /// <summary>Works until nothing is on its way any more, whatever has to be waited for.</summary>
    private static async Task SendAllAsync(SyncScene scene, SyncNode node)
    {
        for (var rounds = 0; rounds < 20; rounds++)
        {
            await node.RunAsync();
            if ((await ItemsAsync(scene)).Find(i => i.State is not (OutgoingState.Sent or OutgoingState.Failed)) is not { } waiting) return;
            if (waiting.NextAttemptAt > scene.Time.GetUtcNow()) scene.Time.Advance(waiting.NextAttemptAt - scene.Time.GetUtcNow());
            else scene.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Fail(string.Join("; ", (await ItemsAsync(scene)).Select(i => $"{i.State} {i.Attempts} {i.LastError} {i.NextAttemptAt:O}")));
    }

    private static async Task<List<OutgoingItem>> ItemsAsync(SyncScene scene)
    {
        await using var db = scene.Open();
        return await db.OutgoingItems.AsNoTracking().ToListAsync(Cancelled);
    }

    private static async Task<List<Activity>> SentAsync(SyncScene scene)
    {
        await using var db = scene.Open();
        return await db.Activities.AsNoTracking().ToListAsync(Cancelled);
    }

    private static void AssertOnce(GraphUnderTest graph, IReadOnlyList<string> mails, IReadOnlyList<string> meetings)
    {
        Assert.Equal(mails.Order(StringComparer.Ordinal), graph.Mailbox.Messages.Where(m => m.Folder == graph.Mailbox.SentItems).Select(m => m.Subject).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(graph.Mailbox.Messages, m => m.IsDraft);
        Assert.Equal(meetings.Order(StringComparer.Ordinal), graph.Mailbox.Events.Select(e => e.Subject).Order(StringComparer.Ordinal));
    }
}
