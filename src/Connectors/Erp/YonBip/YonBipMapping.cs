using System.Globalization;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.YonBip;

/// <summary>Says an order as YonBIP's customer and sales order. What is unknown is left out: null would clear a field.</summary>
internal static class YonBipMapping
{
    private const int LongestNote = 200;

    /// <summary>The requests of an order, and what keeps them from being sent.</summary>
    internal static ErpPlan Plan(string key, YonBipOptions options, ErpOrder order)
    {
        var mapping = new OrderMapping(key, options);
        var payload = new JsonObject
        {
            ["customer"] = new JsonObject { ["data"] = Customer(options, order.Customer) },
            ["order"] = new JsonObject { ["data"] = Order(mapping, options, order) },
        };
        return new ErpPlan(order, payload, mapping.Problems);
    }

    private static JsonObject Customer(YonBipOptions options, ErpCustomer customer)
    {
        var organization = options.CustomerOrganization ?? options.SalesOrganization;
        var data = new JsonObject
        {
            ["resubmitCheckKey"] = customer.Code,
            ["code"] = customer.Code,
            ["name"] = new JsonObject { ["simplifiedName"] = customer.Name },
            ["createOrgCode"] = organization,
            ["enterpriseNature"] = 0,
            ["enterpriseName"] = customer.Name,
            ["merchantApplyRanges"] = new JsonArray(new JsonObject { ["orgIdCode"] = organization }),
        };
        if (customer.RegistrationNumber is { } registration) (data["licenseType"], data["creditCode"]) = (0, registration);
        if (customer.Phone is { } phone) data["contactTel"] = phone;
        if (customer.Email is { } email) data["email"] = email;
        return data;
    }

    private static JsonObject Order(OrderMapping mapping, YonBipOptions options, ErpOrder order)
    {
        var (code, national) = (mapping.Currency(order.Total.Currency), mapping.Currency(options.NationalCurrency));
        var rate = Rate(mapping, options, order.Total.Currency);
        var lines = mapping.Lines(order);
        var data = new JsonObject
        {
            ["resubmitCheckKey"] = order.Key,
            ["_status"] = "Insert",
            ["salesOrgId"] = options.SalesOrganization,
            ["transactionTypeId"] = options.TransactionType,
            ["vouchdate"] = $"{order.WonOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 00:00:00",
            ["agentId"] = order.Customer.Code,
            ["settlementOrgId"] = options.SettlementOrganization ?? options.SalesOrganization,
            ["invoiceAgentId"] = order.Customer.Code,
            ["payMoney"] = lines.Sum(l => l.Gross),
            ["orderPrices!currency"] = code,
            ["orderPrices!natCurrency"] = national,
            ["orderPrices!exchRate"] = rate,
            ["orderPrices!exchangeRateType"] = options.ExchangeRateType,
            ["orderPrices!taxInclusive"] = true,
            ["memo"] = Note(order),
            ["orderDetails"] = new JsonArray([.. lines.Select<MappedLine, JsonNode>(l => Line(mapping, options, l, rate))]),
        };
        data[options.KeyField] = order.Key;
        return data;
    }

    private static JsonObject Line(OrderMapping mapping, YonBipOptions options, MappedLine line, decimal rate)
    {
        var unit = mapping.Need(line.Unit, "Unit", "The unit of products");
        var (net, gross) = (InNational(options, line.Net, rate), InNational(options, line.Gross, rate));
        return new JsonObject
        {
            ["_status"] = "Insert",
            ["productId"] = line.Product,
            ["stockOrgId"] = options.StockOrganization ?? options.SalesOrganization,
            ["settlementOrgId"] = options.SettlementOrganization ?? options.SalesOrganization,
            ["masterUnitId"] = unit,
            ["iProductAuxUnitId"] = unit,
            ["iProductUnitId"] = unit,
            ["qty"] = line.Quantity,
            ["subQty"] = line.Quantity,
            ["priceQty"] = line.Quantity,
            ["invExchRate"] = 1,
            ["invPriceExchRate"] = 1,
            ["unitExchangeType"] = 0,
            ["unitExchangeTypePrice"] = 0,
            ["taxId"] = TaxCode(mapping, options, line.TaxRate),
            ["orderProductType"] = "SALE",
            ["oriTaxUnitPrice"] = line.GrossPrice,
            ["oriSum"] = line.Gross,
            ["orderDetailPrices!oriUnitPrice"] = line.Price,
            ["orderDetailPrices!oriMoney"] = line.Net,
            ["orderDetailPrices!oriTax"] = line.Tax,
            ["orderDetailPrices!natUnitPrice"] = Price(options, line.Price * rate),
            ["orderDetailPrices!natTaxUnitPrice"] = Price(options, line.GrossPrice * rate),
            ["orderDetailPrices!natMoney"] = net,
            ["orderDetailPrices!natSum"] = gross,
            ["orderDetailPrices!natTax"] = gross - net,
        };
    }

    private static string TaxCode(OrderMapping mapping, YonBipOptions options, decimal rate)
    {
        var text = rate.ToString(CultureInfo.InvariantCulture);
        if (options.TaxCodes.TryGetValue(text, out var code)) return code;
        mapping.Report("TAX_NOT_MAPPED", $"The tenant's code of a tax of {text} % is not known; set {mapping.Setting($"TaxCodes:{text}")}.");
        return "";
    }

    private static decimal Rate(OrderMapping mapping, YonBipOptions options, string currency)
    {
        if (currency == options.NationalCurrency) return 1;
        if (options.ExchangeRates.TryGetValue(currency, out var rate)) return rate;
        mapping.Report("RATE_NOT_SET", $"How much {options.NationalCurrency} a unit of {currency} is, is not known; set {mapping.Setting($"ExchangeRates:{currency}")}.");
        return 1;
    }

    private static decimal InNational(YonBipOptions options, decimal amount, decimal rate) =>
        Plain(decimal.Round(amount * rate, CurrencyCodes.MinorDigits(options.NationalCurrency), MidpointRounding.AwayFromZero));

    private static decimal Price(YonBipOptions options, decimal price) => Plain(decimal.Round(price, options.PriceDecimals, MidpointRounding.AwayFromZero));

    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static string Note(ErpOrder order)
    {
        var note = order.ContractNumber is { } contract ? $"{order.Number} {order.Name} ({contract})" : $"{order.Number} {order.Name}";
        return note.Length > LongestNote ? note[..LongestNote] : note;
    }
}
