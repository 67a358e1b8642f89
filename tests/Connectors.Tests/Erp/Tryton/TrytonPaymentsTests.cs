using System.Text.Json;
using CrmGraph.Connectors.Erp.Tryton;
using CrmGraph.Testing.Erp;

namespace CrmGraph.Connectors.Tests.Erp.Tryton;

/// <summary>The whole way, through the API: a deal is won, and what an accountant does in Tryton comes back.</summary>
public sealed class TrytonPaymentsTests
{
    [Fact]
    public async Task An_invoice_that_is_posted_and_paid_in_Tryton_shows_on_the_deal_and_its_instalments()
    {
        var server = await TrytonServer.GetAsync();
        await using var host = await ErpHost.StartAsync(("main", new TrytonOptions
        {
            Kind = "Tryton",
            Url = server.Url.ToString(),
            Database = server.Database,
            User = TrytonServer.User,
            Password = TrytonServer.Password,
            DefaultProduct = "CRM",
            PollInterval = TimeSpan.FromSeconds(1),
        }));
        var deal = await WinAsync(host);

        var synced = await UntilAsync(host, deal, d => d.Sync.GetProperty("status").GetString() == "SYNCED" && d.Sync.GetProperty("invoices").GetArrayLength() == 1);
        var key = synced.Sync.GetProperty("key").GetString()!;
        var invoice = await server.PostInvoiceAsync(key);
        await server.PayAsync(invoice, 565);
        var part = await UntilAsync(host, deal, d => d.Paid[1] is "100.00");
        await server.PayAsync(invoice, 565);
        // Tryton says first that nothing is left to pay and, a transaction later, that the invoice is paid
        var paid = await UntilAsync(host, deal, d => d.Paid[1] is "600.00" && Invoice(d).State == "PAID");

        // the value of the contract is the net: half of the gross is half of the value
        Assert.Equal(("DRAFT", "1000.00", "1130.00"), Invoice(synced));
        Assert.Equal(["400.00", "100.00"], part.Paid);
        Assert.Equal("POSTED", Invoice(part).State);
        Assert.Equal(["400.00", "600.00"], paid.Paid);
        Assert.All(paid.Payments, p => Assert.Equal(("main", JsonValueKind.Null), (p.GetProperty("connector").GetString(), p.GetProperty("recordedBy").ValueKind)));
        var report = (await host.Admin.QueryAsync("""{ erpReconciliation(connector: "main", period: { from: "2026-06-20", to: "2100-01-01" }) { deals totals { currency difference { amount } } differences { kind } } }"""))
            .GetProperty("erpReconciliation");
        Assert.Equal("""{"deals":1,"totals":[{"currency":"CNY","difference":{"amount":"0.00"}}],"differences":[]}""", report.GetRawText());
    }

    private static (string? State, string? Net, string? Total) Invoice(Seen seen)
    {
        var invoice = seen.Sync.GetProperty("invoices")[0];
        return (invoice.GetProperty("state").GetString(), invoice.GetProperty("net").GetProperty("amount").GetString(), invoice.GetProperty("total").GetProperty("amount").GetString());
    }

    private static async Task<string> WinAsync(ErpHost host)
    {
        var deal = await host.CreateDealAsync("回款演示");
        await host.MadeAsync(
            $$"""
            signContract(input: { opportunityId: "{{deal}}", number: "HT-{{Guid.CreateVersion7():N}}", signedOn: "2026-06-20", value: { amount: "1000", currency: "CNY" },
              instalments: [{ dueOn: "2026-07-01", amount: { amount: "400", currency: "CNY" } }, { dueOn: "2026-08-01", amount: { amount: "600", currency: "CNY" } }] }) { opportunity { id }
            """,
            "opportunity");
        await host.WinAsync(deal);
        return deal;
    }

    private static async Task<Seen> UntilAsync(ErpHost host, string deal, Func<Seen, bool> isReached) => new(await host.UntilAsync(
        deal,
        """
        erpSyncs { key status lastError paymentProblem invoices { state net { amount } total { amount } } }
        contract { instalments { paid { amount } payments { connector recordedBy { name } } } }
        """,
        d => d.GetProperty("erpSyncs").GetArrayLength() == 1 && isReached(new Seen(d))));

    private sealed record Seen(JsonElement Opportunity)
    {
        internal JsonElement Sync => Opportunity.GetProperty("erpSyncs")[0];

        internal IReadOnlyList<string?> Paid => [.. Opportunity.GetProperty("contract").GetProperty("instalments").EnumerateArray().Select(i => i.GetProperty("paid").GetProperty("amount").GetString())];

        internal IReadOnlyList<JsonElement> Payments => [.. Opportunity.GetProperty("contract").GetProperty("instalments").EnumerateArray().SelectMany(i => i.GetProperty("payments").EnumerateArray())];
    }
}
