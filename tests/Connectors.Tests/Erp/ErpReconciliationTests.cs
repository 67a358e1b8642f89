using System.Net.Http.Json;
using System.Text.Json;
using CrmGraph.Connectors.Tests.Erp.BusinessCentral;
using CrmGraph.Testing.Emulators.BusinessCentral;

namespace CrmGraph.Connectors.Tests.Erp;

public sealed class ErpReconciliationTests
{
    private const string Query =
        """query ($period: PeriodInput!) { erpReconciliation(connector: "bc", period: $period) { deals totals { currency won { amount } ordered { amount } difference { amount } } differences { kind opportunity { id } message } } }""";

    [Fact]
    public async Task What_was_changed_in_the_ERP_behind_our_back_is_named_deal_by_deal()
    {
        await using var central = await BusinessCentralEmulator.StartAsync(TimeProvider.System);
        await using var host = await ErpHost.StartAsync(("bc", BusinessCentralUnderTest.Settings(central.Url, central.TokenUrl)));
        var deals = new List<string>();
        foreach (var name in new[] { "照旧", "被删", "改价", "重复" })
        {
            deals.Add(await host.CreateDealAsync(name));
            await host.WinAsync(deals[^1]);
            await host.UntilSyncedAsync(deals[^1], erps: 1);
        }

        central.Look(() =>
        {
            var (gone, dearer, twice) = (central.Orders[1], central.Orders[2], central.Orders[3]);
            dearer.Shown["totalAmountExcludingTax"] = 1200m;
            var second = twice.Shown.DeepClone().AsObject();
            (second["id"], second["number"]) = (Guid.CreateVersion7().ToString(), "SO-DOUBLE");
            central.Orders.Add(new BusinessCentralDocument { Id = Guid.Parse(second["id"]!.GetValue<string>()), Shown = second });
            return central.Orders.Remove(gone);
        });
        var report = await AskAsync(host);

        Assert.Equal("4", report.GetProperty("deals").GetRawText());
        Assert.Equal("""[{"currency":"CNY","won":{"amount":"4000.00"},"ordered":{"amount":"4200.00"},"difference":{"amount":"200.00"}}]""", report.GetProperty("totals").GetRawText());
        Assert.Equal(
            [("GONE_FROM_ERP", deals[1], "订单在 ERP 中已取消或删除"), ("TOTAL_DIFFERS", deals[2], "订单金额与商机不一致"), ("DUPLICATE_IN_ERP", deals[3], "ERP 中有多张该商机的订单，请只保留一张")],
            report.GetProperty("differences").EnumerateArray().Select(d => (d.GetProperty("kind").GetString()!, d.GetProperty("opportunity").GetProperty("id").GetString()!, d.GetProperty("message").GetString()!.Split('（')[0])));
    }

    private static async Task<JsonElement> AskAsync(ErpHost host)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().Date);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Query, variables = new { period = new { from = today.AddDays(-1), to = today.AddDays(2) } } }),
            Headers = { { "Accept-Language", "zh-CN" } },
        };
        using var answer = await host.Admin.SendAsync(request);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("data").GetProperty("erpReconciliation");
    }
}
