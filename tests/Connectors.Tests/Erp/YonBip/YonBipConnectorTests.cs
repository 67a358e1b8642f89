using System.Globalization;
using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.YonBip;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp.YonBip;

public sealed class YonBipConnectorTests
{
    private readonly FakeTimeProvider _time = ErpSamples.Clock();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time);

        await erp.Connector.LookUpAsync("CG-A", Cancelled);
        _time.Advance(TimeSpan.FromMinutes(114));
        await erp.Connector.LookUpAsync("CG-A", Cancelled);
        Assert.Equal((1, 1), (erp.Emulator.TokensGiven, erp.Emulator.Count("Centre")));
        _time.Advance(TimeSpan.FromMinutes(2));
        await erp.Connector.LookUpAsync("CG-A", Cancelled);

        Assert.Equal((2, 1), (erp.Emulator.TokensGiven, erp.Emulator.Count("Centre")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_is_refused_is_renewed_once_also_if_the_refusal_is_plain_text(bool isPlain)
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time);
        erp.Emulator.AnswersPlainly = isPlain;
        await erp.Connector.LookUpAsync("CG-A", Cancelled);
        erp.Emulator.Faults.Next("order.list", ErpFault.SessionExpired);

        await erp.Connector.LookUpAsync("CG-A", Cancelled);

        Assert.Equal((2, 3), (erp.Emulator.TokensGiven, erp.Emulator.Count("order.list")));
    }

    [Theory]
    [InlineData("202")]
    [InlineData("310504")]
    public async Task While_an_order_is_being_worked_on_it_is_sent_again_after_a_pause_under_the_same_key(string code)
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time, o => o.RequestTimeout = TimeSpan.FromMinutes(10));
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        (erp.Emulator.StillWorking, erp.Emulator.StillWorkingCode) = (2, code);
        var began = _time.GetUtcNow();

        var creating = erp.Connector.CreateAsync(plan, Cancelled);
        while (!creating.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, Cancelled);
        }

        Assert.Equal(erp.Emulator.SalesOrders[0].Id.ToString(CultureInfo.InvariantCulture), (await creating).Id);
        Assert.Equal(3, erp.Emulator.Count("order.singleSave"));
        Assert.True(_time.GetUtcNow() - began >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_key_that_was_used_long_ago_leads_to_the_order_of_then()
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        var first = await erp.Connector.CreateAsync(plan, Cancelled);
        _time.Advance(TimeSpan.FromHours(2));

        var second = await erp.Connector.CreateAsync(plan, Cancelled);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(19, second.Id.Length);
        Assert.Single(erp.Orders(plan.Order.Key));
    }

    [Fact]
    public async Task An_order_under_a_workflow_is_left_to_the_people_who_approve_it()
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time);
        erp.Emulator.HasWorkflow = true;
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        var order = await erp.Connector.CreateAsync(plan, Cancelled);

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.ConfirmAsync(order, Cancelled));

        Assert.Equal(
            (ErpFailure.Refused, "The order CG-ABCDEFGHIJKLMNOPQRSTUVWX waits for its approval in YonBIP; with Connectors:Erp:bip:Audit=false a submitted order is enough."),
            (failure.Kind, failure.Message));
        Assert.Equal(("APPROVING", 0), (erp.Emulator.SalesOrders[0].Status, erp.Emulator.Count("order.batchaudit")));
    }

    [Fact]
    public async Task Without_audit_a_submitted_order_is_confirmed()
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time, o => o.Audit = false);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);

        await erp.Connector.ConfirmAsync(await erp.Connector.CreateAsync(plan, Cancelled), Cancelled);

        Assert.True((await erp.Connector.LookUpAsync(plan.Order.Key, Cancelled))![0].IsConfirmed);
        Assert.Equal(0, erp.Emulator.Count("order.batchaudit"));
    }

    [Fact]
    public async Task A_batch_that_says_200_and_failed_is_a_refusal()
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        var order = await erp.Connector.CreateAsync(plan, Cancelled);
        erp.Emulator.Look(() => erp.Emulator.SalesOrders[0].Status = "DELIVERGOODS");

        Assert.False(await erp.Connector.DiscardAsync(order, Cancelled));
    }

    [Fact]
    public async Task A_customer_that_people_have_entered_is_found_by_its_registration_number()
    {
        await using var erp = await YonBipUnderTest.StartAsync(_time);
        await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order() with { Customer = ErpSamples.Customer() with { Code = "C0001" } }), Cancelled);

        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);

        Assert.Equal("C0001", plan.Payload["order"]!["data"]!["agentId"]!.GetValue<string>());
        Assert.Equal("C0001", plan.Payload["order"]!["data"]!["invoiceAgentId"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"code":"310032","message":"x"}""", "Throttled")]
    [InlineData("""{"code":310046,"message":"x"}""", "Throttled")]
    [InlineData("""{"code":"310036","message":"非法token"}""", "NotSent")]
    [InlineData("非法token", "NotSent")]
    [InlineData("""{"code":"310071","message":"x"}""", "Unknown")]
    [InlineData("""{"code":"310072","message":"x"}""", "NotSent")]
    [InlineData("""{"code":"310037","message":"x"}""", "Refused")]
    [InlineData("""{"code":999,"message":"x"}""", "Refused")]
    [InlineData("""{"code":0,"message":"客户名称不能为空!","data":null}""", "Refused")]
    [InlineData("""{"code":"200","message":"操作成功","data":{"failCount":1,"messages":["x"]}}""", "Refused")]
    public void An_error_within_HTTP_200_is_read(string body, string failure)
    {
        var answer = YonBipAnswer.Read(body)!;

        Assert.Equal((false, failure), (answer.IsDone, answer.Failure.ToString()));
    }

    [Theory]
    [InlineData("""{"code":200,"data":{}}""")]
    [InlineData("""{"code":"200","data":{"failCount":0}}""")]
    [InlineData("""{"code":"10004","data":{"id":1}}""")]
    [InlineData("""{"code":"100004","data":{"id":1}}""")]
    public void Success_and_repetition_are_both_done(string body) => Assert.True(YonBipAnswer.Read(body)!.IsDone);
}
