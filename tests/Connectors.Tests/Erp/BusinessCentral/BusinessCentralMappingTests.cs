using CrmGraph.Connectors.Erp.BusinessCentral;

namespace CrmGraph.Connectors.Tests.Erp.BusinessCentral;

public sealed class BusinessCentralMappingTests
{
    [Fact]
    public void An_order_is_said_as_Business_Central_wants_it()
    {
        var options = Options(o =>
        {
            o.Unit = "PCS";
            o.TaxCodes["13"] = "VAT13";
        });

        var plan = BusinessCentralMapping.Plan("bc", options, ErpSamples.Order());

        Assert.Empty(plan.Problems);
        ErpJsonAssert.Is(
            """
            {
              "customer": {
                "displayName": "上海云帆科技有限公司", "type": "Company", "number": "CG0A1B2C3D4E5F6071",
                "taxRegistrationNumber": "91310000MA1FL0XX1D", "phoneNumber": "+86 21 5550 1234", "email": "lei.zhao@yunfan.example"
              },
              "order": {
                "orderDate": "2026-06-15",
                "customerNumber": "CG0A1B2C3D4E5F6071",
                "externalDocumentNumber": "CG-ABCDEFGHIJKLMNOPQRSTUVWX",
                "salesOrderLines": [
                  { "lineType": "Item", "lineObjectNumber": "CRM-1", "description": "CRM 标准版", "quantity": 10, "unitPrice": 100, "unitOfMeasureCode": "PCS", "taxCode": "VAT13" },
                  { "lineType": "Item", "lineObjectNumber": "CRM-2", "description": "CRM 模块", "quantity": 3, "unitPrice": 33.33333, "unitOfMeasureCode": "PCS", "taxCode": "VAT13" },
                  { "lineType": "Item", "lineObjectNumber": "SERVICE", "description": "实施 \"交付\"", "quantity": 2.5, "unitPrice": 100.2, "unitOfMeasureCode": "PCS", "taxCode": "VAT13" }
                ]
              }
            }
            """,
            plan.Payload);
    }

    [Fact]
    public void A_foreign_currency_is_named_and_that_of_the_books_is_not()
    {
        var foreign = BusinessCentralMapping.Plan("bc", Options(), ErpSamples.Whole(10, "USD")).Payload;

        Assert.Equal(("USD", "USD"), (foreign["order"]!["currencyCode"]!.GetValue<string>(), foreign["customer"]!["currencyCode"]!.GetValue<string>()));
        Assert.DoesNotContain("currencyCode", BusinessCentralMapping.Plan("bc", Options(), ErpSamples.Order()).Payload.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000.01, 30_001)]
    [InlineData(0.01, 3)]
    [InlineData(999_999.99, 7)]
    [InlineData(1, 123_456)]
    public void A_price_that_cannot_be_said_exactly_is_rounded_up_and_the_rest_taken_off_again(decimal amount, decimal quantity)
    {
        var line = BusinessCentralMapping.Plan("bc", Options(), ErpSamples.Whole(amount, quantity: quantity)).Payload["order"]!["salesOrderLines"]![0]!;

        var price = line["unitPrice"]!.GetValue<decimal>();
        var discount = line["discountAmount"]?.GetValue<decimal>() ?? 0;
        Assert.Equal(price, decimal.Round(price, 5));
        Assert.InRange(discount, 0, decimal.MaxValue);
        Assert.Equal(amount, decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero) - discount);
    }

    [Fact]
    public void Long_names_are_cut_to_what_the_fields_hold()
    {
        var name = new string('云', 130);

        var payload = BusinessCentralMapping.Plan("bc", Options(), ErpSamples.Order() with { Customer = ErpSamples.Customer() with { Name = name } }).Payload;

        Assert.Equal(name[..100], payload["customer"]!["displayName"]!.GetValue<string>());
    }

    private static BusinessCentralOptions Options(Action<BusinessCentralOptions>? adjust = null) => BusinessCentralUnderTest.Settings("https://bc.example", "https://login.example/token", adjust);
}
