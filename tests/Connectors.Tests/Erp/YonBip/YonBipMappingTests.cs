using CrmGraph.Connectors.Erp.YonBip;

namespace CrmGraph.Connectors.Tests.Erp.YonBip;

public sealed class YonBipMappingTests
{
    [Fact]
    public void An_order_is_said_as_YonBIP_wants_it()
    {
        var plan = YonBipMapping.Plan("bip", Options(o => o.StockOrganization = "992"), ErpSamples.Whole(1000, quantity: 10));

        Assert.Empty(plan.Problems);
        ErpJsonAssert.Is(
            """
            {
              "data": {
                "resubmitCheckKey": "CG-ABCDEFGHIJKLMNOPQRSTUVWX",
                "_status": "Insert",
                "salesOrgId": "991",
                "transactionTypeId": "SO01",
                "vouchdate": "2026-06-15 00:00:00",
                "agentId": "CG0A1B2C3D4E5F6071",
                "settlementOrgId": "991",
                "invoiceAgentId": "CG0A1B2C3D4E5F6071",
                "payMoney": 1130,
                "orderPrices!currency": "CNY",
                "orderPrices!natCurrency": "CNY",
                "orderPrices!exchRate": 1,
                "orderPrices!exchangeRateType": "01",
                "orderPrices!taxInclusive": true,
                "memo": "OPP-2026-00042 CRM 一期 (HT-2026-7)",
                "orderDetails": [
                  {
                    "_status": "Insert", "productId": "SERVICE", "stockOrgId": "992", "settlementOrgId": "991",
                    "masterUnitId": "001", "iProductAuxUnitId": "001", "iProductUnitId": "001",
                    "qty": 10, "subQty": 10, "priceQty": 10, "invExchRate": 1, "invPriceExchRate": 1, "unitExchangeType": 0, "unitExchangeTypePrice": 0,
                    "taxId": "VAT13", "orderProductType": "SALE", "oriTaxUnitPrice": 113, "oriSum": 1130,
                    "orderDetailPrices!oriUnitPrice": 100, "orderDetailPrices!oriMoney": 1000, "orderDetailPrices!oriTax": 130,
                    "orderDetailPrices!natUnitPrice": 100, "orderDetailPrices!natTaxUnitPrice": 113,
                    "orderDetailPrices!natMoney": 1000, "orderDetailPrices!natSum": 1130, "orderDetailPrices!natTax": 130
                  }
                ],
                "code": "CG-ABCDEFGHIJKLMNOPQRSTUVWX"
              }
            }
            """,
            plan.Payload["order"]!);
        ErpJsonAssert.Is(
            """
            {
              "data": {
                "resubmitCheckKey": "CG0A1B2C3D4E5F6071",
                "code": "CG0A1B2C3D4E5F6071",
                "name": { "simplifiedName": "上海云帆科技有限公司" },
                "createOrgCode": "991",
                "enterpriseNature": 0,
                "enterpriseName": "上海云帆科技有限公司",
                "merchantApplyRanges": [{ "orgIdCode": "991" }],
                "licenseType": 0,
                "creditCode": "91310000MA1FL0XX1D",
                "contactTel": "+86 21 5550 1234",
                "email": "lei.zhao@yunfan.example"
              }
            }
            """,
            plan.Payload["customer"]!);
    }

    [Fact]
    public void What_is_unknown_is_left_out_since_null_would_clear_a_field()
    {
        var bare = ErpSamples.Order() with { ContractNumber = null, Customer = new("CG0A1B2C3D4E5F6071", "甲公司", null, null, null, null, null) };

        var json = YonBipMapping.Plan("bip", Options(), bare).Payload.ToJsonString();

        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
        Assert.DoesNotContain("creditCode", json, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_to_be_paid_is_the_sum_of_the_rounded_lines()
    {
        var data = YonBipMapping.Plan("bip", Options(), ErpSamples.Order()).Payload["order"]!["data"]!;

        Assert.Equal([1130m, 113m, 283.07m], data["orderDetails"]!.AsArray().Select(l => l!["oriSum"]!.GetValue<decimal>()));
        Assert.Equal(1526.07m, data["payMoney"]!.GetValue<decimal>());
    }

    [Fact]
    public void A_foreign_currency_is_also_said_in_that_of_the_books()
    {
        var options = Options(o =>
        {
            o.ExchangeRates["USD"] = 7.1234m;
            o.Currencies["USD"] = "2001";
        });

        var data = YonBipMapping.Plan("bip", options, ErpSamples.Whole(100.01m, "USD")).Payload["order"]!["data"]!;

        Assert.Equal(("2001", 7.1234m), (data["orderPrices!currency"]!.GetValue<string>(), data["orderPrices!exchRate"]!.GetValue<decimal>()));
        var line = data["orderDetails"]![0]!;
        Assert.Equal((712.41m, 805.02m, 92.61m), (line["orderDetailPrices!natMoney"]!.GetValue<decimal>(), line["orderDetailPrices!natSum"]!.GetValue<decimal>(), line["orderDetailPrices!natTax"]!.GetValue<decimal>()));
    }

    [Fact]
    public void The_key_can_stand_in_a_field_of_its_own()
    {
        var data = YonBipMapping.Plan("bip", Options(o => o.KeyField = "headItem!define1"), ErpSamples.Order()).Payload["order"]!["data"]!.AsObject();

        Assert.False(data.ContainsKey("code"));
        Assert.Equal(ErpSamples.Order().Key, data["headItem!define1"]!.GetValue<string>());
    }

    [Fact]
    public void What_is_not_mapped_is_a_problem_that_names_the_key_to_set()
    {
        var options = Options(o =>
        {
            o.Unit = null;
            o.TaxCodes.Clear();
        });

        var plan = YonBipMapping.Plan("bip", options, ErpSamples.Whole(10, "USD"));

        Assert.Equal(
            [
                ("RATE_NOT_SET", "How much CNY a unit of USD is, is not known; set Connectors:Erp:bip:ExchangeRates:USD."),
                ("SETTING_MISSING", "The unit of products is not set; set Connectors:Erp:bip:Unit."),
                ("TAX_NOT_MAPPED", "The tenant's code of a tax of 13 % is not known; set Connectors:Erp:bip:TaxCodes:13."),
            ],
            plan.Problems.Select(p => (p.Code, p.Message)));
    }

    private static YonBipOptions Options(Action<YonBipOptions>? adjust = null) => YonBipUnderTest.Settings("https://bip.example", adjust);
}
