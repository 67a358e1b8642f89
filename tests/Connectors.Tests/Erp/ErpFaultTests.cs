using CrmGraph.Domain.Erp;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>Every fault at every request of a kind of ERP: one order per deal, confirmed, and a ledger that says what happened.</summary>
public abstract class ErpFaultTests
{
    public static TheoryData<ErpFault> Faults => [.. Enum.GetValues<ErpFault>()];

    /// <summary>Starts an empty ERP.</summary>
    private protected abstract Task<IFaultyErp> StartErpAsync(FakeTimeProvider time);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_at_any_request_leaves_one_confirmed_order(ErpFault fault)
    {
        await using var scene = await ErpLedgerScene.StartAsync(StartErpAsync);

        foreach (var operation in scene.Erp.Operations)
        {
            var key = await scene.WinAsync();
            scene.Erp.Faults.Next(operation, fault);

            var sync = await scene.FinishAsync(key);

            Assert.True(scene.Erp.Faults.AllHappened, $"{operation} was not called");
            Assert.Equal([new ErpOrderThere(1350.50m, true)], scene.Erp.Orders(key));
            Assert.Equal((ErpSyncStatus.Synced, null, false), (sync.Status, sync.LastError, sync.IsDoubtful));
            if (scene.Erp.CanBeAsked) Assert.Equal(1350.50m, sync.ExternalTotal);
            AssertTruthful(sync);
            if (operation == scene.Erp.Creating) AssertTruthfulOfCreating(sync, scene.Erp.CanBeAsked, fault);
            AssertNoSecrets(scene, sync);
        }
    }

    [Fact]
    public async Task A_fault_that_comes_twice_at_the_creation_leaves_one_confirmed_order()
    {
        await using var scene = await ErpLedgerScene.StartAsync(StartErpAsync);

        foreach (var fault in Enum.GetValues<ErpFault>())
        {
            var key = await scene.WinAsync();
            scene.Erp.Faults.Next(scene.Erp.Creating, fault, times: 2);

            var sync = await scene.FinishAsync(key);

            scene.Erp.Faults.Mend();
            Assert.Equal([(fault, 1350.50m, true)], scene.Erp.Orders(key).Select(o => (fault, o.Net, o.IsConfirmed)));
            Assert.Equal((fault, ErpSyncStatus.Synced), (fault, sync.Status));
            AssertTruthful(sync);
        }
    }

    [Fact]
    public async Task A_process_that_ends_while_it_waits_for_any_answer_leaves_one_confirmed_order()
    {
        await using var scene = await ErpLedgerScene.StartAsync(StartErpAsync);

        foreach (var operation in scene.Erp.Operations)
        {
            var key = await scene.WinAsync();
            using var killed = new CancellationTokenSource();
            scene.Erp.Faults.Waiting = killed.Cancel;
            scene.Erp.Faults.Next(operation, ErpFault.Slow);

            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await scene.AttemptAsync(await scene.ReadAsync(key), killed.Token));
            Assert.Equal((operation, ErpSyncStatus.Sending), (operation, (await scene.ReadAsync(key)).Status));
            var sync = await scene.FinishAsync(key);

            Assert.Equal([(operation, 1350.50m, true)], scene.Erp.Orders(key).Select(o => (operation, o.Net, o.IsConfirmed)));
            Assert.Equal((operation, ErpSyncStatus.Synced, false), (operation, sync.Status, sync.IsDoubtful));
        }
    }

    [Fact]
    public async Task What_never_works_is_given_up_with_its_reason_and_works_when_it_is_asked_for_after_the_repair()
    {
        await using var scene = await ErpLedgerScene.StartAsync(StartErpAsync);
        var key = await scene.WinAsync();
        scene.Erp.Faults.Always(scene.Erp.Creating, ErpFault.ErrorBefore);

        var dead = await scene.FinishAsync(key);

        Assert.Equal((ErpSyncStatus.Dead, ErpStep.Create, 9), (dead.Status, dead.Step, dead.Attempts));
        Assert.StartsWith("HTTP 500", dead.LastError, StringComparison.Ordinal);
        Assert.Empty(scene.Erp.Orders(key));
        AssertNoSecrets(scene, dead);

        scene.Erp.Faults.Mend();
        await scene.RetryAsync(key);
        var sync = await scene.FinishAsync(key);

        Assert.Equal(ErpSyncStatus.Synced, sync.Status);
        Assert.Equal([new ErpOrderThere(1350.50m, true)], scene.Erp.Orders(key));
    }

    // every step of an attempt in its order, each begun before it is done, the creation done once at most, and the end checked
    private static void AssertTruthful(ErpSync sync)
    {
        var steps = sync.Steps.OrderBy(s => s.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, steps.Count), steps.Select(s => s.Sequence));
        Assert.InRange(steps.Count(s => s is { Step: ErpStep.Create, Outcome: "DONE" }), 0, 1);
        Assert.Contains(steps, s => s is { Step: ErpStep.Verify, Outcome: "DONE" });
        foreach (var attempt in steps.GroupBy(s => s.Attempt))
        {
            var order = attempt.Select(s => s.Step).ToList();
            Assert.Equal(order.Order(), order);
            Assert.All(attempt.SkipLast(1), s => Assert.Contains(s.Outcome, new[] { "STARTED", "DONE" }));
        }
    }

    private static void AssertTruthfulOfCreating(ErpSync sync, bool canBeAsked, ErpFault fault)
    {
        var created = sync.Steps.OrderBy(s => s.Sequence).Where(s => s.Step == ErpStep.Create && s.Outcome != "STARTED").Select(s => s.Outcome).ToList();
        var found = sync.Steps.Any(s => s.Step == ErpStep.LookUp && s.Note is { } note && note.StartsWith("There already", StringComparison.Ordinal));
        (string[] Outcomes, bool Found) expected = fault switch
        {
            ErpFault.SessionExpired => (["DONE"], false),
            ErpFault.TooManyRequests => (["THROTTLED", "DONE"], false),
            ErpFault.CutBefore or ErpFault.ErrorBefore => (["UNKNOWN", "DONE"], false),
            // 2xx is all that a receiver of webhooks has to say
            ErpFault.StrangeAnswer when !canBeAsked => (["DONE"], false),
            // it cannot be asked, and drops what it has
            _ when !canBeAsked => (["UNKNOWN", "DONE"], false),
            _ => (["UNKNOWN"], true),
        };
        Assert.Equal((string.Join(",", expected.Outcomes), expected.Found), (string.Join(",", created), found));
    }

    private static void AssertNoSecrets(ErpLedgerScene scene, ErpSync sync)
    {
        string[] texts = [sync.LastError ?? "", .. sync.Steps.Select(s => s.Note ?? ""), .. scene.Log];
        Assert.NotEmpty(scene.Erp.Secrets);
        foreach (var secret in scene.Erp.Secrets) Assert.DoesNotContain(texts, t => t.Contains(secret, StringComparison.Ordinal));
    }
}
