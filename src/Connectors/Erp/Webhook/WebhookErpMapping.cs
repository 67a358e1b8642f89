using System.Globalization;
using System.Text.Json.Nodes;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.Webhook;

/// <summary>Says an order as a message <c>erp.order</c>; amounts are texts, so that no receiver rounds them.</summary>
internal static class WebhookErpMapping
{
    /// <summary>The type of the message.</summary>
    internal const string Type = "erp.order";

    /// <summary>The message of an order: the same bytes for the same deal, whenever it is sent.</summary>
    internal static ErpPlan Plan(ErpOrder order) => new(
        order,
        new JsonObject
        {
            ["type"] = Type,
            ["timestamp"] = $"{Day(order.WonOn)}T00:00:00Z",
            ["data"] = new JsonObject
            {
                ["key"] = order.Key,
                ["number"] = order.Number,
                ["name"] = order.Name,
                ["wonOn"] = Day(order.WonOn),
                ["contractNumber"] = order.ContractNumber,
                ["customer"] = Customer(order.Customer),
                ["currency"] = order.Total.Currency,
                ["lines"] = new JsonArray([.. order.Lines.Select<ErpOrderLine, JsonNode>(Line)]),
                ["net"] = Text(order.Total),
            },
        },
        []);

    private static JsonObject Customer(ErpCustomer customer) => new()
    {
        ["code"] = customer.Code,
        ["name"] = customer.Name,
        ["registrationNumber"] = customer.RegistrationNumber,
        ["region"] = customer.Region,
        ["contactName"] = customer.ContactName,
        ["email"] = customer.Email,
        ["phone"] = customer.Phone,
    };

    private static JsonObject Line(ErpOrderLine line) => new()
    {
        ["product"] = line.Product,
        ["sku"] = line.Sku,
        ["quantity"] = Text(line.Quantity),
        ["unitPrice"] = Text(line.UnitPrice),
        ["net"] = Text(line.Total),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(Money money) => money.Amount.ToString(CultureInfo.InvariantCulture);

    private static string Text(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
