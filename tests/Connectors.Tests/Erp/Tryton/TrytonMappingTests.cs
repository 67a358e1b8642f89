using System.Globalization;
using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.Tryton;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Tests.Erp.Tryton;

public sealed class TrytonMappingTests
{
    private static readonly ErpCustomer Customer = new("CG0123456789ABCDEF", "上海云帆科技有限公司", "91310000MA1K35X123", "上海", "李明", "li.ming@yunfan.example", "+86 21 5555 0100");

    [Fact]
    public void A_deal_is_a_party_and_a_sale()
    {
        var options = Options();
        options.Taxes["SVC"] = "增值税 6%";
        options.Units["SVC"] = "Hour";
        options.PaymentTerm = "30 天";

        var plan = new TrytonMapping(options).Plan(Order(new Money(3_150, "CNY"), new("许可", "LIC-1", 3, 50, new(150, "CNY")), new("实施", "SVC", 2, 1500, new(3_000, "CNY"))));

        Assert.Empty(plan.Problems);
        Assert.Equal(
            """{"party":{"code":"CG0123456789ABCDEF","name":"上海云帆科技有限公司","addresses":[["create",[{"city":"上海","party_name":"上海云帆科技有限公司 (李明)"}]]],"identifiers":[["create",[{"code":"91310000MA1K35X123"}]]],"contact_mechanisms":[["create",[{"type":"email","value":"li.ming@yunfan.example"},{"type":"phone","value":"+86 21 5555 0100"}]]]}"""
            + ""","sale":{"reference":"CG-KEY","description":"OPP-2026-00042 CRM 一期 (HT-7)","sale_date":{"__class__":"date","year":2026,"month":6,"day":15},"invoice_method":"order","currency":{"find":"currency.currency","by":"code","is":"CNY"},"lines":[["create",["""
            + """{"type":"line","product":{"find":"product.product","by":"code","is":"LIC-1"},"description":"许可","quantity":3,"unit_price":{"__class__":"Decimal","decimal":"50.00"}},"""
            + """{"type":"line","product":{"find":"product.product","by":"code","is":"SVC"},"description":"实施","quantity":2,"unit_price":{"__class__":"Decimal","decimal":"1500.00"},"unit":{"find":"product.uom","by":"name","is":"Hour"},"taxes":[["add",[{"find":"account.tax","by":"name","is":"增值税 6%"}]]]}]]]"""
            + ""","payment_term":{"find":"account.invoice.payment_term","by":"name","is":"30 天"}}}""",
            plan.Payload.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\\u002B", "+", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3", "100", "CNY", 0, "3 × 33.3333")]
    [InlineData("3", "99.99", "CNY", 0, "3 × 33.33")]
    [InlineData("7", "1000", "JPY", 0, "7 × 142.8571")]
    [InlineData("1000000", "123456.78", "CNY", 0, "432200 × 0.1234 + 567800 × 0.1235")]
    [InlineData("1.5", "100", "CNY", 1, "1.5 × 66.6667")]
    [InlineData("1.5", "100", "CNY", 0, "1 × 100")]
    [InlineData("0", "100", "CNY", 0, "1 × 100")]
    [InlineData("2", "-50", "CNY", 0, "2 × -25")]
    public void Quantity_times_price_is_the_total_exactly(string quantity, string total, string currency, int decimals, string expected)
    {
        var (parts, isQuantityKept) = TrytonMapping.Split(Number(quantity), new Money(Number(total), currency), decimals);

        Assert.Equal(expected, string.Join(" + ", parts.Select(p => FormattableString.Invariant($"{p.Quantity:0.####} × {p.UnitPrice:0.####}"))));
        Assert.Equal(isQuantityKept, parts.Sum(p => p.Quantity) == Number(quantity));
    }

    [Fact]
    public void Any_total_can_be_reached_exactly_as_Tryton_rounds()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var (quantity, total) = ((decimal)random.Next(1, 5_000), new Money(random.Next(1, 100_000_000) / 100m, "CNY"));

            var (parts, _) = TrytonMapping.Split(quantity, total, 0);

            Assert.Equal(total.Amount, parts.Sum(p => decimal.Round(p.Quantity * p.UnitPrice, 2, MidpointRounding.ToEven)));
            Assert.All(parts, p => Assert.Equal(decimal.Round(p.UnitPrice, 4), p.UnitPrice));
        }
    }

    [Fact]
    public void What_was_sold_is_written_on_a_line_that_had_to_be_one_piece()
    {
        var plan = new TrytonMapping(Options()).Plan(Order(new(100, "CNY"), new ErpOrderLine("咨询", null, 1.5m, 66.67m, new(100, "CNY"))));

        var line = plan.Payload["sale"]!["lines"]![0]![1]![0]!;
        Assert.Equal(("1.5 × 咨询", "CRM", 1d), (line["description"]!.GetValue<string>(), line["product"]!["is"]!.GetValue<string>(), line["quantity"]!.GetValue<double>()));
    }

    [Fact]
    public void Article_numbers_and_currencies_can_be_called_otherwise_in_Tryton()
    {
        var options = Options();
        options.Products["LIC-1"] = "P100";
        options.Currencies["CNY"] = "RMB";
        var mapping = new TrytonMapping(options);

        var plan = mapping.Plan(Order(new(1, "CNY"), new ErpOrderLine("许可", "LIC-1", 1, 1, new(1, "CNY"))));

        Assert.Equal("RMB", plan.Payload["sale"]!["currency"]!["is"]!.GetValue<string>());
        Assert.Equal("P100", plan.Payload["sale"]!["lines"]![0]![1]![0]!["product"]!["is"]!.GetValue<string>());
        Assert.Equal(("CNY", "EUR"), (mapping.IsoOf("RMB"), mapping.IsoOf("EUR")));
    }

    [Fact]
    public void A_deal_with_nothing_to_sell_is_a_problem() =>
        Assert.Equal("NO_LINES", Assert.Single(new TrytonMapping(Options()).Plan(Order(new(1, "CNY"))).Problems).Code);

    [Fact]
    public void What_is_missing_in_the_settings_is_named()
    {
        var options = new TrytonOptions { Kind = "Tryton", Url = "https://erp.example", User = "a:b", Company = 0, QuantityDecimals = 5 };

        var result = new TrytonOptionsValidator().Validate("main", options);

        Assert.Equal(
            ["Database", "Password", "DefaultProduct", "User", "Company", "QuantityDecimals"],
            result.Failures!.Select(f => f.Split(' ')[0]["Connectors:Erp:main:".Length..].TrimEnd(':')));
    }

    private static TrytonOptions Options() => new() { Kind = "Tryton", Url = "https://erp.example", Database = "erp", User = "crm", Password = "secret", DefaultProduct = "CRM" };

    private static ErpOrder Order(Money total, params ErpOrderLine[] lines) =>
        new("CG-KEY", "OPP-2026-00042", "CRM 一期", new DateOnly(2026, 6, 15), Customer, "HT-7", lines, total);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
