using CrmGraph.Connectors.Erp.Kingdee;

namespace CrmGraph.Connectors.Tests.Erp.Kingdee;

public sealed class KingdeeMappingTests
{
    [Fact]
    public void An_order_is_said_as_Kingdee_wants_it()
    {
        var options = Options(o =>
        {
            o.Products["CRM-2"] = "MAT-0002";
            o.Units["CRM-1"] = "Set";
            o.TaxRates["CRM-2"] = 6;
            o.StockOrganization = "101";
            o.DeliveryDays = 15;
        });

        var plan = KingdeeMapping.Plan("k3", options, ErpSamples.Order());

        Assert.Empty(plan.Problems);
        ErpJsonAssert.Is(
            """
            {
              "FID": 0,
              "FBillTypeID": { "FNUMBER": "XSDD01_SYS" },
              "FBillNo": "CG-ABCDEFGHIJKLMNOPQRSTUVWX",
              "FDate": "2026-06-15",
              "FSaleOrgId": { "FNumber": "100" },
              "FCustId": { "FNumber": "CG0A1B2C3D4E5F6071" },
              "FNote": "OPP-2026-00042 CRM 一期 (HT-2026-7)",
              "FSaleOrderFinance": {
                "FSettleCurrId": { "FNumber": "PRE001" }, "FIsIncludedTax": false, "FIsPriceExcludeTax": true, "FExchangeTypeId": { "FNumber": "HLTX01_SYS" }
              },
              "FSaleOrderEntry": [
                {
                  "FRowType": "Standard", "FMaterialId": { "FNumber": "CRM-1" }, "FUnitID": { "FNumber": "Set" },
                  "FQty": 10, "FPrice": 100, "FTaxPrice": 113, "FEntryTaxRate": 13, "FDeliveryDate": "2026-06-30",
                  "FStockOrgId": { "FNumber": "101" }, "FSettleOrgIds": { "FNumber": "100" }, "FOwnerTypeId": "BD_OwnerOrg", "FEntryNote": "CRM 标准版"
                },
                {
                  "FRowType": "Standard", "FMaterialId": { "FNumber": "MAT-0002" }, "FUnitID": { "FNumber": "Pcs" },
                  "FQty": 3, "FPrice": 33.333333, "FTaxPrice": 35.333333, "FEntryTaxRate": 6, "FDeliveryDate": "2026-06-30",
                  "FStockOrgId": { "FNumber": "101" }, "FSettleOrgIds": { "FNumber": "100" }, "FOwnerTypeId": "BD_OwnerOrg", "FEntryNote": "CRM 模块"
                },
                {
                  "FRowType": "Standard", "FMaterialId": { "FNumber": "SERVICE" }, "FUnitID": { "FNumber": "Pcs" },
                  "FQty": 2.5, "FPrice": 100.2, "FTaxPrice": 113.228, "FEntryTaxRate": 13, "FDeliveryDate": "2026-06-30",
                  "FStockOrgId": { "FNumber": "101" }, "FSettleOrgIds": { "FNumber": "100" }, "FOwnerTypeId": "BD_OwnerOrg", "FEntryNote": "实施 \"交付\""
                }
              ]
            }
            """,
            plan.Payload["order"]!["Model"]!);
        ErpJsonAssert.Is(
            """
            {
              "FCUSTID": 0,
              "FNumber": "CG0A1B2C3D4E5F6071",
              "FName": "上海云帆科技有限公司",
              "FCreateOrgId": { "FNumber": "100" },
              "FUseOrgId": { "FNumber": "100" },
              "FINVOICETITLE": "上海云帆科技有限公司",
              "FTEL": "+86 21 5550 1234"
            }
            """,
            plan.Payload["customer"]!["Model"]!);
    }

    [Fact]
    public void Large_amounts_and_small_quantities_keep_every_digit()
    {
        var plan = KingdeeMapping.Plan("k3", Options(), ErpSamples.Whole(899_999_999_999_999.99m));
        var tiny = KingdeeMapping.Plan("k3", Options(), ErpSamples.Whole(0.03m, quantity: 0.0003m));

        Assert.Contains("\"FPrice\":899999999999999.99,", plan.Payload.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("\"FQty\":0.0003,\"FPrice\":100,", tiny.Payload.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_mapped_is_a_problem_that_names_the_key_to_set()
    {
        var options = Options(o => (o.DefaultProduct, o.Unit) = (null, null));

        var plan = KingdeeMapping.Plan("k3", options, ErpSamples.Whole(100, "SEK"));

        Assert.Equal(
            [
                ("CURRENCY_NOT_MAPPED", "The ERP's code of SEK is not known; set Connectors:Erp:k3:Currencies:SEK."),
                ("PRODUCT_NOT_MAPPED", "Line 1 (CRM 一期) has no article number; give it one, or set Connectors:Erp:k3:DefaultProduct to the ERP's product that stands for it."),
                ("SETTING_MISSING", "The unit of products is not set; set Connectors:Erp:k3:Unit."),
            ],
            plan.Problems.Select(p => (p.Code, p.Message)));
    }

    [Fact]
    public void A_price_that_cannot_be_said_exactly_enough_is_a_problem()
    {
        var plan = KingdeeMapping.Plan("k3", Options(), ErpSamples.Whole(100_000.01m, quantity: 30_001));

        Assert.Equal(["PRICE_NOT_EXACT"], plan.Problems.Select(p => p.Code));
        Assert.Contains("set Connectors:Erp:k3:PriceDecimals to what its currency allows", plan.Problems[0].Message, StringComparison.Ordinal);
        Assert.Empty(KingdeeMapping.Plan("k3", Options(o => o.PriceDecimals = 10), ErpSamples.Whole(100_000.01m, quantity: 30_001)).Problems);
    }

    [Fact]
    public void A_customer_carries_its_registration_number_where_there_is_a_field_for_it()
    {
        var plan = KingdeeMapping.Plan("k3", Options(o => o.RegistrationField = "FSOCIALCRECODE"), ErpSamples.Order());

        Assert.Equal("91310000MA1FL0XX1D", plan.Payload["customer"]!["Model"]!["FSOCIALCRECODE"]!.GetValue<string>());
    }

    private static KingdeeOptions Options(Action<KingdeeOptions>? adjust = null) => KingdeeUnderTest.Settings("https://k3.example", adjust: adjust);
}
