using System.Globalization;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;

namespace CrmGraph.Connectors.Erp.Kingdee;

/// <summary>Says an order as Kingdee's forms <c>BD_Customer</c> and <c>SAL_SaleOrder</c>.</summary>
internal static class KingdeeMapping
{
    private const int LongestNote = 255;

    /// <summary>The requests of an order, and what keeps them from being sent.</summary>
    internal static ErpPlan Plan(string key, KingdeeOptions options, ErpOrder order)
    {
        var mapping = new OrderMapping(key, options);
        var payload = new JsonObject { ["customer"] = Save(Customer(options, order.Customer)), ["order"] = Save(Order(mapping, options, order)) };
        return new ErpPlan(order, payload, mapping.Problems);
    }

    private static JsonObject Save(JsonObject model) => new()
    {
        ["NeedUpDateFields"] = new JsonArray(),
        ["NeedReturnFields"] = new JsonArray(),
        ["IsDeleteEntry"] = "true",
        ["IsVerifyBaseDataField"] = "true",
        ["IsEntryBatchFill"] = "true",
        ["ValidateFlag"] = "true",
        ["NumberSearch"] = "true",
        ["IsAutoSubmitAndAudit"] = "false",
        ["Model"] = model,
    };

    private static JsonObject Customer(KingdeeOptions options, ErpCustomer customer)
    {
        var model = new JsonObject
        {
            ["FCUSTID"] = 0,
            ["FNumber"] = customer.Code,
            ["FName"] = customer.Name,
            ["FCreateOrgId"] = Number(options.SalesOrganization),
            ["FUseOrgId"] = Number(options.SalesOrganization),
            ["FINVOICETITLE"] = customer.Name,
        };
        if (customer.Phone is { } phone) model["FTEL"] = phone;
        if (customer.RegistrationNumber is { } registration && options.RegistrationField is { } field) model[field] = registration;
        return model;
    }

    private static JsonObject Order(OrderMapping mapping, KingdeeOptions options, ErpOrder order) => new()
    {
        ["FID"] = 0,
        ["FBillTypeID"] = new JsonObject { ["FNUMBER"] = options.BillType },
        ["FBillNo"] = order.Key,
        ["FDate"] = Day(order.WonOn),
        ["FSaleOrgId"] = Number(options.SalesOrganization),
        ["FCustId"] = Number(order.Customer.Code),
        ["FNote"] = Note(order),
        ["FSaleOrderFinance"] = new JsonObject
        {
            ["FSettleCurrId"] = Number(mapping.Currency(order.Total.Currency)),
            // amounts are without tax, so the price without tax leads, and the tax comes on top of it
            ["FIsIncludedTax"] = false,
            ["FIsPriceExcludeTax"] = true,
            ["FExchangeTypeId"] = Number(options.ExchangeRateType),
        },
        ["FSaleOrderEntry"] = new JsonArray([.. mapping.Lines(order).Select<MappedLine, JsonNode>((line, index) => Line(mapping, options, order, line, index + 1))]),
    };

    private static JsonObject Line(OrderMapping mapping, KingdeeOptions options, ErpOrder order, MappedLine line, int number)
    {
        CheckAmount(mapping, order, line, number);
        return new JsonObject
        {
            ["FRowType"] = "Standard",
            ["FMaterialId"] = Number(line.Product),
            ["FUnitID"] = Number(mapping.Need(line.Unit, "Unit", "The unit of products")),
            ["FQty"] = line.Quantity,
            ["FPrice"] = line.Price,
            ["FTaxPrice"] = line.GrossPrice,
            ["FEntryTaxRate"] = line.TaxRate,
            ["FDeliveryDate"] = Day(order.WonOn.AddDays(options.DeliveryDays)),
            ["FStockOrgId"] = Number(options.StockOrganization ?? options.SalesOrganization),
            ["FSettleOrgIds"] = Number(options.SettlementOrganization ?? options.SalesOrganization),
            ["FOwnerTypeId"] = "BD_OwnerOrg",
            ["FEntryNote"] = line.Description,
        };
    }

    // Kingdee computes amounts from price and quantity: what it would get wrong is better said now
    private static void CheckAmount(OrderMapping mapping, ErpOrder order, MappedLine line, int number)
    {
        var computed = Domain.Shared.Money.Rounded(line.Quantity * line.Price, order.Total.Currency);
        if (computed.Amount == line.Net) return;
        mapping.Report("PRICE_NOT_EXACT", string.Create(
            CultureInfo.InvariantCulture,
            $"Line {number} ({line.Description}) comes to {line.Net}, and Kingdee would compute {computed.Amount} from the quantity {line.Quantity} and the price {line.Price}; set {mapping.Setting("PriceDecimals")} to what its currency allows, or change the line."));
    }

    private static JsonObject Number(string? number) => new() { ["FNumber"] = number };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Note(ErpOrder order)
    {
        var note = order.ContractNumber is { } contract ? $"{order.Number} {order.Name} ({contract})" : $"{order.Number} {order.Name}";
        return note.Length > LongestNote ? note[..LongestNote] : note;
    }
}
