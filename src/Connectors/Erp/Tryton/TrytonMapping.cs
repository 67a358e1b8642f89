using System.Text.Json.Nodes;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.Tryton;

/// <summary>
/// What a deal is in Tryton: a party and a sale, as their <c>create</c> gets them. What only the server knows is written as
/// <c>{"find": model, "by": field, "is": value}</c> and replaced by an id before anything is sent.
/// </summary>
internal sealed class TrytonMapping(TrytonOptions options)
{
    /// <summary>The member of the payload with the party.</summary>
    internal const string Party = "party";

    /// <summary>The member of the payload with the sale.</summary>
    internal const string Sale = "sale";

    /// <summary>The members of a reference.</summary>
    internal const string Find = "find", By = "by", Is = "is";

    // what one unit costs has four decimals in Tryton
    private const int PriceDecimals = 4;
    private const decimal PriceStep = 0.0001m;

    /// <summary>The plan.</summary>
    internal ErpPlan Plan(ErpOrder order)
    {
        var payload = new JsonObject { [Party] = PartyOf(order.Customer), [Sale] = SaleOf(order) };
        return new ErpPlan(order, payload, [.. Problems(order)]);
    }

    /// <summary>The code of the product that a line is sold as.</summary>
    internal string ProductOf(ErpOrderLine line) =>
        line.Sku is not { } sku ? options.DefaultProduct ?? "" : options.Products.TryGetValue(sku, out var code) ? code : sku;

    /// <summary>The ISO 4217 code of a currency in Tryton.</summary>
    internal string IsoOf(string code) => options.Currencies.FirstOrDefault(c => c.Value == code).Key ?? code;

    /// <summary>
    /// Quantities and prices whose products, each rounded as Tryton rounds (halves to the even digit), add up to a total exactly. Where one
    /// price of four decimals does not do, some units cost 0.0001 more than the others; where that does not either, or the quantity has more
    /// decimals than its unit, it is one piece at the whole price.
    /// </summary>
    /// <returns>One or two pairs, and whether it is the quantity that was sold.</returns>
    internal static (IReadOnlyList<(decimal Quantity, decimal UnitPrice)> Parts, bool IsQuantityKept) Split(decimal quantity, Money total, int quantityDecimals)
    {
        if (quantity > 0 && decimal.Round(quantity, quantityDecimals) == quantity)
        {
            var price = decimal.Round(total.Amount / quantity, PriceDecimals, MidpointRounding.AwayFromZero);
            if (Tryton(quantity, price, total.Currency) == total.Amount) return ([(quantity, price)], true);
            var low = decimal.Floor(total.Amount / quantity / PriceStep) * PriceStep;
            var dearer = (total.Amount - (quantity * low)) / PriceStep;
            if (dearer > 0 && dearer < quantity && decimal.Round(dearer, quantityDecimals) == dearer
                && Tryton(quantity - dearer, low, total.Currency) + Tryton(dearer, low + PriceStep, total.Currency) == total.Amount)
            {
                return ([(quantity - dearer, low), (dearer, low + PriceStep)], true);
            }
        }

        return ([(1m, total.Amount)], false);
    }

    private static decimal Tryton(decimal quantity, decimal price, string currency) =>
        decimal.Round(quantity * price, CurrencyCodes.MinorDigits(currency), MidpointRounding.ToEven);

    private IEnumerable<ErpProblem> Problems(ErpOrder order)
    {
        if (options.DefaultProduct is null && order.Lines.Any(l => l.Sku is null))
            yield return new ErpProblem("NO_DEFAULT_PRODUCT", "A line has no article number; name the Tryton product for such lines in the setting DefaultProduct.");
        if (order.Lines.Count == 0) yield return new ErpProblem("NO_LINES", $"Opportunity {order.Number} has nothing to sell; Tryton would close an order without lines at once.");
        foreach (var line in order.Lines.Where(l => l.Total.Rounded() != l.Total))
            yield return new ErpProblem("AMOUNT_NOT_PAYABLE", $"The line {line.Product} comes to {line.Total}, which cannot be paid in that currency; round it.");
    }

    private static JsonObject PartyOf(ErpCustomer customer)
    {
        var address = new JsonObject();
        if (customer.Region is { } region) address["city"] = region;
        if (customer.ContactName is { } contact) address["party_name"] = $"{customer.Name} ({contact})";
        var party = new JsonObject { ["code"] = customer.Code, ["name"] = customer.Name, ["addresses"] = Create(address) };
        if (customer.RegistrationNumber is { } number) party["identifiers"] = Create(new JsonObject { ["code"] = number });
        JsonObject?[] mechanisms = [Mechanism("email", customer.Email), Mechanism("phone", customer.Phone)];
        if (mechanisms.Any(m => m is not null)) party["contact_mechanisms"] = Create([.. mechanisms.OfType<JsonObject>()]);
        return party;
    }

    private JsonObject SaleOf(ErpOrder order)
    {
        var sale = new JsonObject
        {
            ["reference"] = order.Key,
            ["description"] = order.ContractNumber is { } contract ? $"{order.Number} {order.Name} ({contract})" : $"{order.Number} {order.Name}",
            ["sale_date"] = TrytonJson.Date(order.WonOn),
            ["invoice_method"] = "order",
            ["currency"] = Reference("currency.currency", "code", options.Currencies.TryGetValue(order.Total.Currency, out var code) ? code : order.Total.Currency),
            ["lines"] = Create([.. order.Lines.SelectMany(LinesOf)]),
        };
        if (options.PaymentTerm is { } term) sale["payment_term"] = Reference("account.invoice.payment_term", "name", term);
        return sale;
    }

    private IEnumerable<JsonObject> LinesOf(ErpOrderLine line)
    {
        var product = ProductOf(line);
        var (parts, isQuantityKept) = Split(line.Quantity, line.Total, options.QuantityDecimals);
        foreach (var (quantity, price) in parts)
        {
            var written = new JsonObject
            {
                ["type"] = "line",
                ["product"] = Reference("product.product", "code", product),
                ["description"] = isQuantityKept ? line.Product : FormattableString.Invariant($"{line.Quantity:0.####} × {line.Product}"),
                ["quantity"] = (double)quantity,
                ["unit_price"] = TrytonJson.Decimal(price),
            };
            if (options.Units.TryGetValue(product, out var unit)) written["unit"] = Reference("product.uom", "name", unit);
            if (options.Taxes.TryGetValue(product, out var tax)) written["taxes"] = tax.Length == 0 ? new JsonArray() : new JsonArray(new JsonArray("add", new JsonArray(Reference("account.tax", "name", tax))));
            yield return written;
        }
    }

    private static JsonObject? Mechanism(string type, string? value) => value is null ? null : new JsonObject { ["type"] = type, ["value"] = value };

    private static JsonObject Reference(string model, string field, string value) => new() { [Find] = model, [By] = field, [Is] = value };

    // how Tryton takes the other end of a relation: a list of commands
    private static JsonArray Create(params JsonObject[] records) => [new JsonArray("create", new JsonArray([.. records]))];
}
