using CrmGraph.Connectors.Erp;
using CrmGraph.Domain.Erp;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.BusinessCentral;
using CrmGraph.Testing.Emulators.Erp;

namespace CrmGraph.Connectors.Tests.Erp.BusinessCentral;

public sealed class BusinessCentralConnectorTests
{
    private readonly FakeTimeProvider _time = ErpSamples.Clock();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_company_is_found_by_its_name_or_taken_by_its_id()
    {
        await using var named = await BusinessCentralUnderTest.StartAsync(_time);
        await using var known = await BusinessCentralUnderTest.StartAsync(_time, o => o.Company = BusinessCentralEmulator.CompanyId.ToString());

        await named.Connector.LookUpAsync("CG-A", Cancelled);
        await named.Connector.LookUpAsync("CG-A", Cancelled);
        await known.Connector.LookUpAsync("CG-A", Cancelled);

        Assert.Equal((1, 0), (named.Emulator.Count("GET companies"), known.Emulator.Count("GET companies")));
    }

    [Fact]
    public async Task A_company_that_is_not_there_is_named()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time, o => o.Company = "CRONUS AG");

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.LookUpAsync("CG-A", Cancelled));

        Assert.Equal(
            (ErpFailure.Refused, "0 companies are called 'CRONUS AG'; name one that the application may use, or its id."), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_and_not_repeated()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time, o => o.ClientSecret = "wrong-secret-7781");

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.LookUpAsync("CG-A", Cancelled));

        Assert.Equal((ErpFailure.Refused, "HTTP 401: invalid_client"), (failure.Kind, failure.Message));
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time);

        await erp.Connector.LookUpAsync("CG-A", Cancelled);
        _time.Advance(TimeSpan.FromMinutes(54));
        await erp.Connector.LookUpAsync("CG-A", Cancelled);
        Assert.Equal(1, erp.Emulator.TokensGiven);
        _time.Advance(TimeSpan.FromMinutes(2));
        await erp.Connector.LookUpAsync("CG-A", Cancelled);

        Assert.Equal(2, erp.Emulator.TokensGiven);
    }

    [Fact]
    public async Task Orders_on_a_second_page_are_found_too()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        for (var i = 0; i < 3; i++) await erp.Connector.CreateAsync(plan, Cancelled);
        erp.Emulator.PageSize = 2;

        var found = await erp.Connector.LookUpAsync(plan.Order.Key, Cancelled);

        Assert.Equal(["S-ORD101001", "S-ORD101002", "S-ORD101003"], found!.Select(d => d.Number));
    }

    [Fact]
    public async Task An_order_that_somebody_has_changed_or_released_meanwhile_is_not_discarded()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time);
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        var order = await erp.Connector.CreateAsync(plan, Cancelled);
        erp.Emulator.Look(() => erp.Emulator.Orders[0].Shown["status"] = "Open");

        Assert.False(await erp.Connector.DiscardAsync(order, Cancelled));
        Assert.Equal(0, erp.Emulator.Count("DELETE salesOrders"));

        erp.Emulator.Look(() => erp.Emulator.Orders[0].Shown["status"] = "Draft");
        Assert.True(await erp.Connector.DiscardAsync(order, Cancelled));
        Assert.StartsWith("W/\"", erp.Emulator.Calls[^1].Header("If-Match"), StringComparison.Ordinal);
        Assert.True(await erp.Connector.DiscardAsync(order, Cancelled));
    }

    [Fact]
    public async Task Without_own_numbers_customers_are_found_by_registration_number_then_by_name()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time, o => o.OwnCustomerNumbers = false);
        var unregistered = ErpSamples.Order() with { Customer = ErpSamples.Customer() with { RegistrationNumber = null } };

        var first = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);
        var second = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order() with { Customer = ErpSamples.Customer() with { Name = "另一个名字" } }), Cancelled);
        var third = await erp.Connector.ResolveAsync(erp.Connector.Plan(unregistered), Cancelled);

        Assert.Equal(["C10000", "C10000", "C10000"], new[] { first, second, third }.Select(p => p.Payload["order"]!["customerNumber"]!.GetValue<string>()));
        Assert.Equal(1, erp.Customers);
    }

    [Fact]
    public async Task Deals_of_a_new_customer_that_are_won_at_once_make_one_customer_also_without_own_numbers()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time, o => o.OwnCustomerNumbers = false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled)));

        Assert.Equal(1, erp.Customers);
    }

    [Fact]
    public async Task Invoices_are_read_by_the_key_of_the_deal_with_what_has_been_paid()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time);
        erp.Emulator.Invoice("CG-A", "Open", 1000, 1130, 630);
        erp.Emulator.Invoice("CG-A", "Paid", 350.50m, 396.07m, 0, "PS-INV103002");
        erp.Emulator.Invoice("CG-B", "Draft", 10, 11.3m, 0, "1009");
        erp.Emulator.Invoice("CG-C", "Canceled", 10, 11.3m, 11.3m);
        erp.Emulator.Invoice("CG-Z", "Open", 10, 11.3m, 11.3m);

        var read = await erp.Connector.ReadInvoicesAsync(["CG-A", "CG-B", "CG-C", "CG-NONE"], Cancelled);

        Assert.Equal(["CG-A", "CG-B", "CG-C"], read!.Keys.Order());
        Assert.Equal(
            [
                ("PS-INV103001", ErpInvoiceState.Posted, Given.Cny(1000), Given.Cny(1130), Given.Cny(500), (DateOnly?)null),
                ("PS-INV103002", ErpInvoiceState.Paid, Given.Cny(350.50m), Given.Cny(396.07m), Given.Cny(396.07m), new DateOnly(2026, 7, 20)),
            ],
            read["CG-A"].Select(i => (i.Number!, i.State, i.Net, i.Total, i.Paid, i.PaidOn)));
        Assert.Equal((null, ErpInvoiceState.Draft, Given.Cny(0)), (read["CG-B"][0].Number, read["CG-B"][0].State, read["CG-B"][0].Paid));
        Assert.Equal((ErpInvoiceState.Cancelled, Given.Cny(0)), (read["CG-C"][0].State, read["CG-C"][0].Paid));
        Assert.Equal(new DateOnly(2026, 7, 1), read["CG-A"][0].InvoicedOn);
    }

    [Fact]
    public async Task Many_keys_are_asked_for_ten_at_a_time()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time);
        erp.Emulator.Invoice("CG-24", "Open", 10, 11.3m, 11.3m);

        var read = await erp.Connector.ReadInvoicesAsync([.. Enumerable.Range(0, 25).Select(i => $"CG-{i}")], Cancelled);

        Assert.Equal(["CG-24"], read!.Keys);
        Assert.Equal(3, erp.Emulator.Count("GET salesInvoices"));
    }

    [Fact]
    public async Task An_unknown_item_is_refused_in_the_words_of_Business_Central()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time, o => o.DefaultProduct = "NOWHERE");
        var plan = await erp.Connector.ResolveAsync(erp.Connector.Plan(ErpSamples.Order()), Cancelled);

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.CreateAsync(plan, Cancelled));

        Assert.Equal(
            (ErpFailure.Refused, 400, "HTTP 400: Application_DialogException: The Item does not exist. No.='NOWHERE'"), (failure.Kind, failure.StatusCode, failure.Message));
    }

    [Fact]
    public async Task A_request_is_not_sent_a_third_time_with_a_second_token()
    {
        await using var erp = await BusinessCentralUnderTest.StartAsync(_time);
        await erp.Connector.LookUpAsync("CG-A", Cancelled);
        erp.Emulator.Faults.Next("GET salesOrders", ErpFault.SessionExpired, times: 2);

        var failure = await Assert.ThrowsAsync<ErpException>(() => erp.Connector.LookUpAsync("CG-A", Cancelled));

        Assert.Equal((ErpFailure.Refused, 401, 3), (failure.Kind, failure.StatusCode, erp.Emulator.Count("GET salesOrders")));
    }
}
