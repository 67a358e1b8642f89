using System.Globalization;
using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.Tryton;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;
using CrmGraph.Testing.Erp;
using Npgsql;

namespace CrmGraph.Connectors.Tests.Erp.Tryton;

/// <summary>Against a real Tryton on a real PostgreSQL.</summary>
public sealed class TrytonConnectorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deal_becomes_a_confirmed_sale_with_party_lines_tax_and_total()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        var order = Order(new("许可", "CRM", 3_000, 0, new(100, "CNY")), new("实施", "SVC", 2, 0, new(3_000, "CNY")), new("培训", "FREE", 1, 0, new(50.5m, "CNY")));

        var document = await SendAsync(connector, order);

        Assert.Equal((true, "processing", new Money(3_150.5m, "CNY")), (document.IsConfirmed, document.State, document.Net));
        Assert.Equal($"{server.Url}#{server.Database}/model/sale.sale/{document.Id}", document.Url);
        var sale = Assert.Single(await server.SalesAsync(order.Key, "number", "party.code", "party.name", "untaxed_amount", "tax_amount", "total_amount", "currency.code", "description", "lines", "payment_term.name"));
        Assert.Equal(document.Number, sale["number"]!.GetValue<string>());
        Assert.Equal((order.Customer.Code, order.Customer.Name), (sale["party."]!["code"]!.GetValue<string>(), sale["party."]!["name"]!.GetValue<string>()));
        // 100 × 13 % + 3000 × 6 %
        Assert.Equal((3_150.5m, 193m, 3_343.5m), (sale["untaxed_amount"].Number(), sale["tax_amount"].Number(), sale["total_amount"].Number()));
        Assert.Equal("30 天", sale["payment_term."]!["name"]!.GetValue<string>());
        // 2,000 at 0.0333 and 1,000 at 0.0334, and the two others
        Assert.Equal(4, sale["lines"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_step_once_more_finds_what_is_there()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        var order = Order(Line(10));
        var document = await SendAsync(connector, order);

        await connector.ResolveAsync(connector.Plan(order), Cancelled);
        await connector.ConfirmAsync(document, Cancelled);

        Assert.Single(await server.SalesAsync(order.Key));
        Assert.False(await connector.DiscardAsync(document, Cancelled));
    }

    [Fact]
    public async Task Deals_of_one_new_customer_at_the_same_time_make_one_party()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        var orders = Enumerable.Range(0, 6).Select(_ => Order(Line(10))).ToList();
        var customer = orders[0].Customer;

        var plans = await Task.WhenAll(orders.Select(o => connector.ResolveAsync(connector.Plan(o with { Customer = customer }), Cancelled)));

        Assert.Single(plans.Select(p => p.Payload["sale"]!["party"]!.GetValue<int>()).Distinct());
    }

    [Fact]
    public async Task What_is_there_once_too_often_is_shown_oldest_first_and_drafts_can_be_discarded()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        var order = Order(Line(10));
        var plan = await connector.ResolveAsync(connector.Plan(order), Cancelled);
        await connector.CreateAsync(plan, Cancelled);
        await connector.CreateAsync(plan, Cancelled);

        var found = await LookUpAsync(connector, order.Key);
        Assert.True(await connector.DiscardAsync(found[1], Cancelled));

        Assert.Equal(2, found.Count);
        Assert.True(long.Parse(found[0].Id, CultureInfo.InvariantCulture) < long.Parse(found[1].Id, CultureInfo.InvariantCulture));
        Assert.Equal(found[0].Id, Assert.Single(await LookUpAsync(connector, order.Key)).Id);
        Assert.True(await connector.DiscardAsync(found[1], Cancelled));
    }

    [Fact]
    public async Task A_sale_that_was_confirmed_by_a_server_which_died_before_the_invoice_is_taken_up_again()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        using var waiting = Connector(server, o => o.QueueWorker = true);
        var order = Order(Line(10));
        var document = await connector.CreateAsync(await connector.ResolveAsync(connector.Plan(order), Cancelled), Cancelled);
        await server.AskAsAsync(TrytonServer.User, "model.sale.sale.quote", new System.Text.Json.Nodes.JsonArray(int.Parse(document.Id, CultureInfo.InvariantCulture)));
        await ExecuteAsync(server, $"UPDATE sale_sale SET state = 'confirmed' WHERE id = {document.Id}");

        var (stuck, queued) = (Assert.Single(await LookUpAsync(connector, order.Key)), Assert.Single(await LookUpAsync(waiting, order.Key)));
        await connector.ConfirmAsync(stuck, Cancelled);

        Assert.Equal((false, true), (stuck.IsConfirmed, queued.IsConfirmed));
        var sale = Assert.Single(await server.SalesAsync(order.Key, "state", "invoices"));
        Assert.Equal("processing", sale["state"]!.GetValue<string>());
        Assert.Single(sale["invoices"]!.AsArray());
    }

    [Fact]
    public async Task Invoices_are_read_with_what_has_come_in()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        var (billed, waiting) = (Order(Line(1_000)), Order(Line(20)));
        await SendAsync(connector, billed);
        await SendAsync(connector, waiting);

        var draft = await ReadAsync(connector, billed.Key, waiting.Key, "CG-NOBODY");
        var invoice = await server.PostInvoiceAsync(billed.Key);
        await server.PayAsync(invoice, 130);
        var part = Assert.Single((await ReadAsync(connector, billed.Key))[billed.Key]);
        await server.PayAsync(invoice, 1_000);
        var paid = Assert.Single((await ReadAsync(connector, billed.Key))[billed.Key]);

        var today = TimeProvider.System.GetUtcNow().Today();
        Assert.Equal(new[] { billed.Key, waiting.Key }.Order(StringComparer.Ordinal), draft.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            (ErpInvoiceState.Draft, null, new Money(1_000, "CNY"), new Money(1_130, "CNY"), Money.Zero("CNY")),
            (draft[billed.Key][0].State, draft[billed.Key][0].Number, draft[billed.Key][0].Net, draft[billed.Key][0].Total, draft[billed.Key][0].Paid));
        Assert.Equal((ErpInvoiceState.Posted, new Money(130, "CNY"), (DateOnly?)null, (DateOnly?)today), (part.State, part.Paid, part.PaidOn, part.InvoicedOn));
        Assert.StartsWith("FP-", part.Number, StringComparison.Ordinal);
        Assert.Equal((ErpInvoiceState.Paid, new Money(1_130, "CNY"), (DateOnly?)today), (paid.State, paid.Paid, paid.PaidOn));
    }

    [Fact]
    public async Task A_session_that_is_over_is_opened_again()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server, o => o.User = TrytonServer.ExpiringUser);
        await LookUpAsync(connector, "CG-NOBODY");
        var removed = await ExecuteAsync(server, $"DELETE FROM ir_session WHERE create_uid = (SELECT id FROM res_user WHERE login = '{TrytonServer.ExpiringUser}')");

        Assert.Empty(await LookUpAsync(connector, "CG-NOBODY"));

        Assert.Equal(1, removed);
    }

    [Fact]
    public async Task A_refused_log_in_is_not_tried_again_for_ten_minutes_and_names_no_password()
    {
        var server = await TrytonServer.GetAsync();
        var time = new FakeTimeProvider(Given.Now);
        using var connector = Connector(server, o => (o.User, o.Password) = ("nobody", "Wrong-Password-7"), time);

        var refusal = await Assert.ThrowsAsync<ErpException>(() => connector.LookUpAsync("CG-NOBODY", Cancelled));
        time.Advance(TimeSpan.FromMinutes(4));
        var again = await Assert.ThrowsAsync<ErpException>(() => connector.LookUpAsync("CG-NOBODY", Cancelled));

        Assert.Equal((ErpFailure.Refused, (TimeSpan?)TimeSpan.FromMinutes(10)), (refusal.Kind, refusal.RetryAfter));
        Assert.Equal((ErpFailure.Refused, (TimeSpan?)TimeSpan.FromMinutes(6)), (again.Kind, again.RetryAfter));
        Assert.DoesNotContain("Wrong-Password-7", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains("nobody", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_database_leaves_the_outcome_unknown_and_everything_works_when_it_is_back()
    {
        await using var server = await TrytonServer.StartAsync();
        using var connector = Connector(server);
        var order = Order(Line(10));
        var plan = await connector.ResolveAsync(connector.Plan(order), Cancelled);
        await server.CloseDatabaseAsync();

        var failure = await Assert.ThrowsAsync<ErpException>(() => connector.CreateAsync(plan, Cancelled));
        await server.OpenDatabaseAsync();
        await connector.CreateAsync(plan, Cancelled);

        Assert.Equal(ErpFailure.Unknown, failure.Kind);
        Assert.DoesNotContain(TrytonServer.Password, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(await LookUpAsync(connector, order.Key));
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_got_nothing()
    {
        await using var server = await TrytonServer.StartAsync();
        using var connector = Connector(server);
        await server.KillAsync();

        var failure = await Assert.ThrowsAsync<ErpException>(() => connector.LookUpAsync("CG-NOBODY", Cancelled));
        await server.StartAgainAsync();

        Assert.Equal(ErpFailure.NotSent, failure.Kind);
        Assert.Empty(await LookUpAsync(connector, "CG-NOBODY"));
    }

    [Fact]
    public async Task What_Tryton_does_not_know_is_refused_by_name()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        using var elsewhere = Connector(server, o => o.Database = "nowhere");
        var sku = Order(new ErpOrderLine("许可", "NO-SUCH", 1, 0, new(10, "CNY")));
        var currency = Order(Line(10)) with { Total = new(10, "GBP") };

        Assert.Contains("NO-SUCH", (await RefusalAsync(connector, sku)).Message, StringComparison.Ordinal);
        Assert.Contains("GBP", (await RefusalAsync(connector, currency)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ErpException>(() => elsewhere.LookUpAsync("CG-NOBODY", Cancelled));
    }

    [Fact]
    public async Task A_customer_who_is_deactivated_in_Tryton_is_refused()
    {
        var server = await TrytonServer.GetAsync();
        using var connector = Connector(server);
        var order = Order(Line(10));
        await connector.ResolveAsync(connector.Plan(order), Cancelled);
        await ExecuteAsync(server, $"UPDATE party_party SET active = false WHERE code = '{order.Customer.Code}'");

        Assert.Contains("deactivated", (await RefusalAsync(connector, order)).Message, StringComparison.Ordinal);
    }

    private static async Task<ErpException> RefusalAsync(TrytonConnector connector, ErpOrder order)
    {
        var refusal = await Assert.ThrowsAsync<ErpException>(() => connector.ResolveAsync(connector.Plan(order), Cancelled));
        Assert.Equal(ErpFailure.Refused, refusal.Kind);
        return refusal;
    }

    private static async Task<ErpDocument> SendAsync(TrytonConnector connector, ErpOrder order)
    {
        var plan = await connector.ResolveAsync(connector.Plan(order), Cancelled);
        await connector.ConfirmAsync(await connector.CreateAsync(plan, Cancelled), Cancelled);
        return Assert.Single(await LookUpAsync(connector, order.Key));
    }

    private static async Task<IReadOnlyList<ErpDocument>> LookUpAsync(TrytonConnector connector, string key) => (await connector.LookUpAsync(key, Cancelled))!;

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>> ReadAsync(TrytonConnector connector, params string[] keys) =>
        (await connector.ReadInvoicesAsync(keys, Cancelled))!;

    private static TrytonConnector Connector(TrytonServer server, Action<TrytonOptions>? adjust = null, TimeProvider? time = null)
    {
        var options = new TrytonOptions
        {
            Kind = "Tryton",
            Url = server.Url.ToString(),
            Database = server.Database,
            User = TrytonServer.User,
            Password = TrytonServer.Password,
            DefaultProduct = "CRM",
            PaymentTerm = "30 天",
            RequestTimeout = TimeSpan.FromSeconds(60),
        };
        adjust?.Invoke(options);
        return new TrytonConnector("main", options, time ?? TimeProvider.System);
    }

    private static ErpOrderLine Line(decimal total) => new("CRM 一期", null, 1, total, new(total, "CNY"));

    private static ErpOrder Order(params ErpOrderLine[] lines)
    {
        var serial = Guid.CreateVersion7().ToString("N")[^16..].ToUpperInvariant();
        var customer = new ErpCustomer($"CG{serial}", $"成都星河{serial}有限公司", $"91{serial}", "成都", "陈静", $"chen.{serial}@xinghe.example", "+86 28 5555 0101");
        return new ErpOrder($"CG-{serial}", "OPP-2026-00001", "CRM 一期", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), customer, null, lines, lines.Aggregate(Money.Zero("CNY"), (sum, l) => sum + l.Total));
    }

    private static async Task<int> ExecuteAsync(TrytonServer server, string sql)
    {
        await using var connection = new NpgsqlConnection($"{server.ConnectionString};Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(Cancelled);
    }
}
