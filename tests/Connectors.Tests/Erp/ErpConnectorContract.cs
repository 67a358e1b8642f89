using CrmGraph.Connectors.Erp;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>What the ledger relies on with every kind of ERP.</summary>
public abstract class ErpConnectorContract
{
    private readonly FakeTimeProvider _time = ErpSamples.Clock();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts an empty ERP and a connector to it.</summary>
    protected abstract Task<ErpUnderTest> StartAsync(FakeTimeProvider time);

    [Fact]
    public async Task A_plan_is_complete_and_always_the_same_and_leaves_the_house_alone()
    {
        await using var erp = await StartAsync(_time);

        var plan = erp.Connector.Plan(ErpSamples.Order());

        Assert.Empty(plan.Problems);
        Assert.Equal(plan.Hash, erp.Connector.Plan(ErpSamples.Order()).Hash);
        Assert.NotEqual(plan.Hash, erp.Connector.Plan(ErpSamples.Whole(10)).Hash);
        Assert.Equal(0, erp.Requests);
    }

    [Fact]
    public async Task An_order_that_was_created_is_found_by_its_key_and_no_other()
    {
        await using var erp = await StartAsync(_time);
        var before = await erp.Connector.LookUpAsync(ErpSamples.Order().Key, Cancelled);

        var created = await CreateAsync(erp);

        Assert.Equal(1350.50m, Assert.Single(erp.Orders(ErpSamples.Order().Key)).Net);
        var found = await erp.Connector.LookUpAsync(ErpSamples.Order().Key, Cancelled);
        if (!erp.CanBeAsked)
        {
            Assert.Equal((null, null), (before, found));
            return;
        }

        Assert.Empty(before!);
        Assert.Equal(created.Id, Assert.Single(found!).Id);
        Assert.Equal(Given.Cny(1350.50m), found![0].Net);
        Assert.Empty((await erp.Connector.LookUpAsync("CG-ANOTHERKEY", Cancelled))!);
    }

    [Fact]
    public async Task A_customer_is_created_once_for_all_deals()
    {
        await using var erp = await StartAsync(_time);

        var plans = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled)));
        await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Whole(10)), Cancelled);

        Assert.Single(plans.Select(p => p.Hash).Distinct());
        Assert.InRange(erp.Customers, 0, 1);
    }

    [Fact]
    public async Task An_order_that_is_sent_twice_is_there_once_or_the_surplus_is_found_and_can_go()
    {
        await using var erp = await StartAsync(_time);
        var plan = await ResolveAsync(erp);
        await erp.Connector.CreateAsync(plan, Cancelled);

        await erp.Connector.CreateAsync(plan, Cancelled);

        if (erp.KeepsDoublesAway)
        {
            Assert.Single(erp.Orders(plan.Order.Key));
            return;
        }

        var found = await erp.Connector.LookUpAsync(plan.Order.Key, Cancelled);
        Assert.Equal(2, found!.Count);
        Assert.True(await erp.Connector.DiscardAsync(found[1], Cancelled));
        Assert.Equal(found[0].Id, Assert.Single((await erp.Connector.LookUpAsync(plan.Order.Key, Cancelled))!).Id);
    }

    [Fact]
    public async Task An_order_is_confirmed_and_confirming_it_again_changes_nothing()
    {
        await using var erp = await StartAsync(_time);
        var created = await CreateAsync(erp);

        await erp.Connector.ConfirmAsync(created, Cancelled);
        await erp.Connector.ConfirmAsync(created, Cancelled);

        Assert.Equal(new ErpOrderThere(1350.50m, true), Assert.Single(erp.Orders(ErpSamples.Order().Key)));
        if (erp.CanBeAsked) Assert.True(Assert.Single((await erp.Connector.LookUpAsync(ErpSamples.Order().Key, Cancelled))!).IsConfirmed);
    }

    [Fact]
    public async Task What_the_ERP_refuses_is_refused_with_its_reason_and_without_secrets()
    {
        await using var erp = await StartAsync(_time);
        var plan = await ResolveAsync(erp);
        erp.RefuseCreate();

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.CreateAsync(plan, Cancelled));

        Assert.Equal(ErpFailure.Refused, failure.Kind);
        Assert.InRange(failure.Message.Length, 10, 500);
        Assert.NotEmpty(erp.Secrets);
        Assert.All(erp.Secrets, secret =>
        {
            Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, plan.Payload.ToJsonString(), StringComparison.Ordinal);
        });
        Assert.Empty(erp.Orders(plan.Order.Key));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        await using var erp = await StartAsync(_time);
        var connector = erp.Nowhere;
        var plan = connector.Plan(ErpSamples.Order());

        var failure = await Assert.ThrowsAsync<ErpException>(async () => await connector.CreateAsync(await connector.ResolveAsync(plan, Cancelled), Cancelled));

        Assert.Equal(ErpFailure.NotSent, failure.Kind);
    }

    [Theory]
    [InlineData(ErpFault.CutAfter)]
    [InlineData(ErpFault.CutInAnswer)]
    [InlineData(ErpFault.ErrorAfter)]
    [InlineData(ErpFault.BadGateway)]
    [InlineData(ErpFault.Slow)]
    public async Task An_order_whose_answer_did_not_come_is_of_unknown_outcome_and_is_found_later(ErpFault fault)
    {
        await using var erp = await StartAsync(_time);
        var plan = await ResolveAsync(erp);
        erp.FailCreate(fault);

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.CreateAsync(plan, Cancelled));

        Assert.Equal(ErpFailure.Unknown, failure.Kind);
        Assert.Single(erp.Orders(plan.Order.Key));
        if (erp.CanBeAsked) Assert.Single((await erp.Connector.LookUpAsync(plan.Order.Key, Cancelled))!);
    }

    [Theory]
    [InlineData(ErpFault.CutBefore)]
    [InlineData(ErpFault.ErrorBefore)]
    public async Task Whether_an_order_took_effect_is_not_guessed(ErpFault fault)
    {
        await using var erp = await StartAsync(_time);
        var plan = await ResolveAsync(erp);
        erp.FailCreate(fault);

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.CreateAsync(plan, Cancelled));

        Assert.Equal(ErpFailure.Unknown, failure.Kind);
        Assert.Empty(erp.Orders(plan.Order.Key));
    }

    [Fact]
    public async Task An_ERP_that_wants_fewer_requests_is_left_alone_for_as_long_as_it_says()
    {
        await using var erp = await StartAsync(_time);
        var plan = await ResolveAsync(erp);
        erp.FailCreate(ErpFault.TooManyRequests);

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.CreateAsync(plan, Cancelled));

        Assert.Equal((ErpFailure.Throttled, erp.RetryAfter), (failure.Kind, failure.RetryAfter));
        Assert.Empty(erp.Orders(plan.Order.Key));
    }

    [Fact]
    public async Task A_session_that_has_ended_is_renewed_and_the_order_is_there_once()
    {
        await using var erp = await StartAsync(_time);
        var plan = await ResolveAsync(erp);
        erp.FailCreate(ErpFault.SessionExpired);

        await erp.Connector.CreateAsync(plan, Cancelled);

        Assert.Single(erp.Orders(plan.Order.Key));
    }

    [Fact]
    public async Task Work_that_is_cancelled_ends()
    {
        await using var erp = await StartAsync(_time);
        var plan = await ResolveAsync(erp);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => erp.Connector.CreateAsync(plan, stop.Token));

        Assert.Empty(erp.Orders(plan.Order.Key));
    }

    private static async Task<ErpPlan> ResolveAsync(ErpUnderTest erp) => await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);

    private static async Task<ErpDocument> CreateAsync(ErpUnderTest erp) => await erp.Connector.CreateAsync(await ResolveAsync(erp), Cancelled);
}
