using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Tests.Erp.BusinessCentral;
using CrmGraph.Connectors.Tests.Erp.Kingdee;
using CrmGraph.Connectors.Tests.Erp.Webhook;
using CrmGraph.Connectors.Tests.Erp.YonBip;
using CrmGraph.Testing.Emulators.BusinessCentral;
using CrmGraph.Testing.Emulators.Erp;
using CrmGraph.Testing.Emulators.Kingdee;
using CrmGraph.Testing.Emulators.YonBip;
using CrmGraph.Testing.Webhooks;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>The whole way with an ERP of every kind at once; Tryton, which is real, has tests of its own.</summary>
public sealed class ErpKindsTests
{
    private static readonly string[] Secrets =
        [KingdeeEmulator.AppSecret, KingdeeEmulator.Password, YonBipEmulator.AppSecret, BusinessCentralEmulator.ClientSecret, WebhookReceiver.Secret["whsec_".Length..]];

    [Fact]
    public async Task A_deal_gets_to_each_ERP_once_and_as_its_preview_said()
    {
        await using var kingdee = await KingdeeEmulator.StartAsync(TimeProvider.System);
        await using var bip = await YonBipEmulator.StartAsync(TimeProvider.System);
        await using var central = await BusinessCentralEmulator.StartAsync(TimeProvider.System);
        await using var hook = await WebhookReceiver.StartAsync();
        await using var host = await ErpHost.StartAsync(
            ("k3", KingdeeUnderTest.Settings(kingdee.Url)), ("bip", YonBipUnderTest.Settings(bip.Url)),
            ("bc", BusinessCentralUnderTest.Settings(central.Url, central.TokenUrl)), ("hook", WebhookErpUnderTest.Settings(hook.Url)));
        var deal = await host.CreateDealAsync("四套系统");
        Assert.All((await PreviewAsync(host, deal)).Values, preview => Assert.Equal("erp:NOT_WON", Assert.Single(preview["problems"]!.AsArray())!["criterion"]!.GetValue<string>()));
        Assert.Equal((0, 0, 0, 0), (kingdee.Calls.Count, bip.Calls.Count, central.Calls.Count, hook.Calls.Count));

        await host.WinAsync(deal);
        var entries = await host.UntilSyncedAsync(deal, erps: 4);
        var previews = await PreviewAsync(host, deal);

        Assert.Equal("bc bip hook k3", string.Join(' ', entries.Select(e => e.GetProperty("connector").GetString())));
        Assert.Equal((1000m, "C"), kingdee.Look(() => Assert.Single(kingdee.Orders) is var order ? (order.Net, order.Status) : default));
        Assert.Equal((1000m, "DELIVERGOODS"), bip.Look(() => Assert.Single(bip.SalesOrders) is var order ? (order.Net, order.Status) : default));
        Assert.Equal(1000m, central.Look(() => Assert.Single(central.Orders).Net));
        var message = Assert.Single(hook.Calls);
        Assert.All(previews.Values, preview => Assert.Equal("[]", preview["problems"]!.ToJsonString()));
        var parameters = JsonNode.Parse(JsonNode.Parse(Sent(kingdee, "SAL_SaleOrder.Save"))!["parameters"]!.GetValue<string>())!.AsArray();
        Same(previews["k3"]["payload"]!["order"]!, parameters[1]!.GetValue<string>());
        Same(previews["bip"]["payload"]!["order"]!, Sent(bip, "order.singleSave"), "agentId", "invoiceAgentId");
        Same(previews["bc"]["payload"]!["order"]!, Sent(central, "POST salesOrders"), "customerNumber");
        Same(previews["hook"]["payload"]!, message.Json.GetRawText());

        var ledger = await host.Crm.ReadAsync(db => Task.FromResult(JsonSerializer.Serialize(db.Set<Domain.Erp.ErpSyncStep>().ToList())));
        Assert.Contains("\"Outcome\"", ledger, StringComparison.Ordinal);
        foreach (var text in previews.Values.Select(p => p.ToJsonString()).Append(ledger)) Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    /// <summary>What was sent is what the preview shows, but for the fields which hold an id that only the ERP knows.</summary>
    private static void Same(JsonNode preview, string sent, params string[] ids)
    {
        var there = JsonNode.Parse(sent)!;
        foreach (var fields in new[] { preview, there }.Select(n => (n["data"] ?? n).AsObject()))
        {
            foreach (var id in ids) Assert.True(fields.Remove(id), id);
        }

        ErpJsonAssert.Is(preview.ToJsonString(), there);
    }

    private static string Sent(ErpEmulator erp, string operation) => Assert.Single(erp.Calls, c => c.Operation == operation).Body;

    private static async Task<Dictionary<string, JsonObject>> PreviewAsync(ErpHost host, string deal)
    {
        var fields = string.Join(' ', new[] { "k3", "bip", "bc", "hook" }.Select(key => $$"""{{key}}: erpPreview(opportunityId: $deal, connector: "{{key}}") { payload problems { criterion message } }"""));
        var data = await host.Admin.QueryAsync($"query ($deal: ID!) {{ {fields} }}", new { deal });
        return data.EnumerateObject().ToDictionary(p => p.Name, p => JsonNode.Parse(p.Value.GetRawText())!.AsObject());
    }
}
