using CrmGraph.Connectors.Contract;
using CrmGraph.Domain.Activities;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CrmGraph.Connectors.Tests.Sync;

/// <summary>What everybody relies on with every system that is read. A subclass says which one: its <see cref="SyncUnderTest"/>, nothing else.</summary>
public abstract class SyncConnectorContract : SyncStepContract
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_run_stores_what_is_there_and_a_second_one_changes_nothing()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(7);

        await scene.SettleAsync();
        var stored = await scene.StoredAsync();
        var rows = await scene.RowsAsync();
        await scene.PollAsync();

        Assert.Equal(names, stored);
        Assert.All(await scene.ActivitiesAsync(), a => Assert.Equal(scene.Deal.Id, a.OpportunityId));
        Assert.Equal(rows, await scene.RowsAsync());
        Assert.Equal(("OK", null), await HealthAsync(scene));
        Assert.Empty(scene.System.Breaches);
    }

    [Fact]
    public async Task What_is_new_comes_and_what_was_removed_goes_with_its_texts()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(4);
        await scene.SettleAsync();

        scene.System.Remove(names[1]);
        scene.System.Put("补充");
        await scene.PollAsync();

        Assert.Equal([names[0], names[2], names[3], "补充"], await scene.StoredAsync());
        await using var db = scene.Open();
        var gone = await db.Activities.IgnoreQueryFilters().Where(a => a.WithdrawnAt != null).Select(a => new { a.Subject, a.Body }).SingleAsync(Cancelled);
        Assert.Equal(("", null), (gone.Subject, gone.Body));
    }

    public static TheoryData<SyncFault> Faults => [.. Enum.GetValues<SyncFault>()];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_at_the_first_page_or_in_between_leaves_no_doubles_and_no_gaps(SyncFault fault)
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(8);
        scene.System.FailNextPage(fault);
        scene.System.FailNextPage(fault, after: 1);

        await scene.SettleAsync();

        Assert.Equal(names, await scene.StoredAsync());
        Assert.Equal(names.Count, await CountAsync(scene));
        Assert.Equal(("OK", null), await HealthAsync(scene));

        // and among changes
        var more = scene.Put(4, "后续");
        scene.System.FailNextPage(fault);
        await scene.PollAsync();

        Assert.Equal(names.Concat(more).Order(StringComparer.Ordinal), await scene.StoredAsync());
        Assert.Empty(scene.System.Breaches);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_leaves_the_cursor_at_a_whole_page_and_the_next_one_completes()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(8);
        var source = await ReadOnePageAsync(scene);
        var rows = await scene.RowsAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var asked = scene.System.HoldNextPage();

        var step = scene.Node.TakeAsync(source, stop.Token);
        await asked.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step);

        var now = Assert.Single(await scene.SourcesAsync(), s => s.Id == source.Id);
        Assert.Equal((source.Cursor, source.Turn, source.State, source.LastError), (now.Cursor, now.Turn, now.State, now.LastError));
        Assert.Equal(rows, await scene.RowsAsync());

        await scene.SettleAsync(scene.NewNode());
        Assert.Equal(names, await scene.StoredAsync());
        Assert.Equal(names.Count, await CountAsync(scene));
    }

    [Fact]
    public async Task A_pause_that_is_asked_for_is_shown_and_kept_also_by_a_process_that_has_just_started()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(7);
        scene.System.FailNextPage(SyncFault.Throttled, after: 1);
        var began = scene.Time.GetUtcNow();

        await scene.Node.RunAsync();
        var requests = scene.System.Requests;
        var held = (await scene.ReportAsync()).Sources.Where(s => s.State == SyncState.Throttled).ToList();
        var restarted = scene.NewNode();
        scene.Time.Advance(scene.System.RetryAfter - TimeSpan.FromMilliseconds(1));
        await restarted.RunAsync();

        Assert.NotEmpty(held);
        // up to a second more, so that not all come back at the same moment
        Assert.All(held, s => Assert.InRange(s.Until!.Value - began, scene.System.RetryAfter, scene.System.RetryAfter + TimeSpan.FromSeconds(1)));
        Assert.Equal(requests, scene.System.Requests);

        await scene.SettleAsync(restarted);
        Assert.Equal(names, await scene.StoredAsync());
        Assert.Empty(scene.System.Breaches);
    }

    [Fact]
    public async Task A_forgotten_cursor_leads_to_a_reading_from_the_beginning_that_keeps_what_was_linked_by_hand()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(5);
        await scene.SettleAsync();
        var before = await scene.ActivitiesAsync();
        await LinkAsync(scene, before[0].Id);

        scene.System.ForgetCursors();
        scene.System.Remove(names[4]);
        scene.System.Put("遗忘之后");
        await scene.PollAsync();

        var after = await scene.ActivitiesAsync();
        Assert.Equal([.. names.Take(4), "遗忘之后"], after.Select(a => a.Subject));
        Assert.Equal(before.Take(4).Select(a => a.Id), after.Take(4).Select(a => a.Id));
        Assert.Equal(("二期", MatchReason.Explicit), (await NameOfDealAsync(scene, after[0]), after[0].MatchReason));
        Assert.Contains(await scene.SourcesAsync(), s => s.Generation > 0);
    }

    [Fact]
    public async Task A_part_that_fails_stops_no_other_and_says_why_until_it_works_again()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        var names = scene.Put(4);
        var (kind, error) = scene.System.BreakOnePart();

        for (var i = 0; i < 3; i++)
        {
            await scene.Node.RunAsync();
            scene.Time.Advance(TimeSpan.FromMinutes(6));
        }

        var report = await scene.ReportAsync();
        Assert.Equal(names, await scene.StoredAsync());
        Assert.Equal("FAILING", report.Health);
        var failing = Assert.Single(report.Sources, s => s.LastError is not null);
        Assert.Contains(kind, failing.Name, StringComparison.Ordinal);
        Assert.Equal(SyncState.Failed, failing.State);
        Assert.Contains(error, failing.LastError, StringComparison.Ordinal);
        Assert.Equal(failing.LastError, report.LastError);
        Assert.InRange(failing.Lag, TimeSpan.FromMinutes(12), TimeSpan.FromMinutes(19));

        scene.System.Mend();
        await scene.PollAsync();
        Assert.Equal(("OK", null), await HealthAsync(scene));
    }

    [Fact]
    public async Task No_secret_is_logged_or_shown_or_kept_whatever_goes_wrong()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database);
        scene.Put(12);
        var texts = new List<string>();
        foreach (var fault in Enum.GetValues<SyncFault>())
        {
            scene.System.FailNextPage(fault);
            await scene.Node.RunAsync();
            texts.AddRange(await scene.TextsAsync());
            scene.Time.Advance(TimeSpan.FromMinutes(1));
        }
        scene.System.BreakOnePart();
        await scene.Node.RunAsync();
        var cursors = (await scene.SourcesAsync()).Select(s => s.Cursor).OfType<string>().ToList();
        texts.AddRange(await scene.TextsAsync());

        Assert.NotEmpty(scene.System.Secrets);
        Assert.NotEmpty(cursors);
        foreach (var secret in scene.System.Secrets.Concat(cursors)) Assert.DoesNotContain(texts, t => t.Contains(secret, StringComparison.Ordinal));
        // nor is what people write to each other
        Assert.DoesNotContain(texts, t => t.Contains("来信", StringComparison.Ordinal) || t.Contains(SyncScene.Customer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_disabled_does_nothing_at_all()
    {
        await using var scene = await SyncScene.StartAsync(Start, Database, isEnabled: false);
        scene.Put(3);

        Assert.DoesNotContain(scene.Node.Services.GetServices<ISyncConnector>(), c => c.IsEnabled);
        foreach (var service in scene.Node.Services.GetServices<IHostedService>()) await service.StartAsync(Cancelled);

        Assert.Equal(0, scene.System.Requests);
        Assert.Empty(await scene.SourcesAsync());
        Assert.Empty(scene.Log);
    }

    private static async Task<(string Health, string? LastError)> HealthAsync(SyncScene scene)
    {
        var report = await scene.ReportAsync();
        return (report.Health, report.LastError);
    }

    private static async Task LinkAsync(SyncScene scene, ActivityId id)
    {
        await using var db = scene.Open();
        var first = await db.Opportunities.SingleAsync(Cancelled);
        var (account, pipeline, owner) = (await db.Accounts.SingleAsync(Cancelled), await db.Pipelines.SingleAsync(Cancelled), await db.Users.SingleAsync(Cancelled));
        var second = Testing.Given.Opportunity(account, pipeline, owner, name: "二期");
        Assert.NotEqual(first.Id, second.Id);
        db.Opportunities.Add(second);
        (await db.Activities.SingleAsync(a => a.Id == id, Cancelled)).LinkTo(second, scene.Time.GetUtcNow());
        await db.SaveChangesAsync(Cancelled);
    }

    private static async Task<string> NameOfDealAsync(SyncScene scene, Activity activity)
    {
        await using var db = scene.Open();
        return await db.Opportunities.Where(o => o.Id == activity.OpportunityId).Select(o => o.Name).SingleAsync(Cancelled);
    }
}
