using CrmGraph.Connectors.Tests.Erp.BusinessCentral;
using CrmGraph.Connectors.Tests.Erp.Kingdee;
using CrmGraph.Connectors.Tests.Erp.Webhook;
using CrmGraph.Connectors.Tests.Erp.YonBip;
using CrmGraph.Domain.Erp;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>Every fault at every request of every kind of ERP: one order per deal, confirmed, and a ledger that says what happened.</summary>
public sealed class ErpFaultTests
{
    public static TheoryData<string, ErpFault> KindsAndFaults()
    {
        var all = new TheoryData<string, ErpFault>();
        foreach (var kind in new[] { "Kingdee", "YonBip", "BusinessCentral", "Webhook" })
        {
            foreach (var fault in Enum.GetValues<ErpFault>()) all.Add(kind, fault);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(KindsAndFaults))]
    public async Task A_fault_at_any_request_leaves_one_confirmed_order(string kind, ErpFault fault)
    {
        await using var scene = await StartAsync(kind);

        foreach (var operation in scene.Erp.Operations)
        {
            var key = await scene.WinAsync();
            scene.Erp.Faults.Next(operation, fault);

            var sync = await scene.FinishAsync(key);

            Assert.True(scene.Erp.Faults.AllHappened, $"{operation} was not called");
            Assert.Equal([new ErpOrderThere(1350.50m, true)], scene.Erp.Orders(key));
            Assert.Equal((ErpSyncStatus.Synced, null, false), (sync.Status, sync.LastError, sync.IsDoubtful));
            if (kind != "Webhook") Assert.Equal(1350.50m, sync.ExternalTotal);
            AssertTruthful(sync);
            if (operation == scene.Erp.Creating) AssertTruthfulOfCreating(sync, kind, fault);
            AssertNoSecrets(scene, sync);
        }
    }

    [Theory]
    [InlineData("Kingdee")]
    [InlineData("YonBip")]
    [InlineData("BusinessCentral")]
    [InlineData("Webhook")]
    public async Task A_fault_that_comes_twice_at_the_creation_leaves_one_confirmed_order(string kind)
    {
        await using var scene = await StartAsync(kind);

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

    [Theory]
    [InlineData("Kingdee")]
    [InlineData("YonBip")]
    [InlineData("BusinessCentral")]
    [InlineData("Webhook")]
    public async Task A_process_that_ends_while_it_waits_for_any_answer_leaves_one_confirmed_order(string kind)
    {
        await using var scene = await StartAsync(kind);

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

    [Theory]
    [InlineData("Kingdee")]
    [InlineData("YonBip")]
    [InlineData("BusinessCentral")]
    [InlineData("Webhook")]
    public async Task What_never_works_is_given_up_with_its_reason_and_works_when_it_is_asked_for_after_the_repair(string kind)
    {
        await using var scene = await StartAsync(kind);
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

    private static async Task<ErpLedgerScene> StartAsync(string kind) => await ErpLedgerScene.StartAsync(async Task<IFaultyErp> (time) => kind switch
    {
        "Kingdee" => await KingdeeUnderTest.StartAsync(time),
        "YonBip" => await YonBipUnderTest.StartAsync(time),
        "BusinessCentral" => await BusinessCentralUnderTest.StartAsync(time),
        _ => await WebhookErpUnderTest.StartAsync(time),
    });

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

    private static void AssertTruthfulOfCreating(ErpSync sync, string kind, ErpFault fault)
    {
        var created = sync.Steps.OrderBy(s => s.Sequence).Where(s => s.Step == ErpStep.Create && s.Outcome != "STARTED").Select(s => s.Outcome).ToList();
        var found = sync.Steps.Any(s => s.Step == ErpStep.LookUp && s.Note is { } note && note.StartsWith("There already", StringComparison.Ordinal));
        (string[] Outcomes, bool Found) expected = fault switch
        {
            ErpFault.SessionExpired => (["DONE"], false),
            ErpFault.TooManyRequests => (["THROTTLED", "DONE"], false),
            ErpFault.CutBefore or ErpFault.ErrorBefore => (["UNKNOWN", "DONE"], false),
            // 2xx is all that a receiver of webhooks has to say
            ErpFault.StrangeAnswer when kind == "Webhook" => (["DONE"], false),
            // it cannot be asked, and drops what it has
            _ when kind == "Webhook" => (["UNKNOWN", "DONE"], false),
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
