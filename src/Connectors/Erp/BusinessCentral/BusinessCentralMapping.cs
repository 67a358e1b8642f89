using System.Globalization;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.BusinessCentral;

/// <summary>Says an order as Business Central's customer and sales order with its lines.</summary>
internal static class BusinessCentralMapping
{
    private const int LongestName = 100;

    /// <summary>The requests of an order, and what keeps them from being sent.</summary>
    internal static ErpPlan Plan(string key, BusinessCentralOptions options, ErpOrder order)
    {
        var mapping = new OrderMapping(key, options);
        var currency = order.Total.Currency == options.LocalCurrency ? null : mapping.Currency(order.Total.Currency);
        var payload = new JsonObject
        {
            ["customer"] = Customer(options, order.Customer, currency),
            ["order"] = Order(mapping, options, order, currency),
        };
        return new ErpPlan(order, payload, mapping.Problems);
    }

    private static JsonObject Customer(BusinessCentralOptions options, ErpCustomer customer, string? currency)
    {
        var json = new JsonObject { ["displayName"] = Cut(customer.Name, LongestName), ["type"] = "Company" };
        if (options.OwnCustomerNumbers) json["number"] = customer.Code;
        if (customer.RegistrationNumber is { } registration) json["taxRegistrationNumber"] = registration;
        if (customer.Phone is { } phone) json["phoneNumber"] = phone;
        if (customer.Email is { } email) json["email"] = email;
        if (currency is not null) json["currencyCode"] = currency;
        return json;
    }

    private static JsonObject Order(OrderMapping mapping, BusinessCentralOptions options, ErpOrder order, string? currency)
    {
        var json = new JsonObject
        {
            ["orderDate"] = order.WonOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["customerNumber"] = order.Customer.Code,
            ["externalDocumentNumber"] = order.Key,
        };
        if (currency is not null) json["currencyCode"] = currency;
        json["salesOrderLines"] = new JsonArray([.. mapping.Lines(order).Select<MappedLine, JsonNode>(l => Line(options, l, order.Total.Currency))]);
        return json;
    }

    // quantity × price is computed there: the price is rounded up, and what that makes too much is taken off as a discount of the line
    private static JsonObject Line(BusinessCentralOptions options, MappedLine line, string currency)
    {
        var price = line.Price;
        var step = 1m / Power(options.PriceDecimals);
        if (Money.Rounded(line.Quantity * price, currency).Amount < line.Net) price += step * Math.Max(1, Math.Ceiling((line.Net - (line.Quantity * price)) / line.Quantity / step));
        var discount = Money.Rounded(line.Quantity * price, currency).Amount - line.Net;
        var json = new JsonObject
        {
            ["lineType"] = "Item",
            ["lineObjectNumber"] = line.Product,
            ["description"] = Cut(line.Description, LongestName),
            ["quantity"] = line.Quantity,
            ["unitPrice"] = Plain(price),
        };
        if (line.Unit is { } unit) json["unitOfMeasureCode"] = unit;
        if (discount != 0) json["discountAmount"] = Plain(discount);
        if (options.TaxCodes.TryGetValue(line.TaxRate.ToString(CultureInfo.InvariantCulture), out var tax)) json["taxCode"] = tax;
        return json;
    }

    private static decimal Power(int decimals) => Enumerable.Range(0, decimals).Aggregate(1m, (power, _) => power * 10);

    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private static string Cut(string text, int longest) => text.Length > longest ? text[..longest] : text;
}
