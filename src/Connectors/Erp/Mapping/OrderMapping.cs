using System.Globalization;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.Mapping;

/// <summary>Says one order in the words of one ERP, and collects what keeps it from being said.</summary>
/// <param name="key">The connector.</param>
/// <param name="options">Its words.</param>
internal sealed class OrderMapping(string key, MappedErpOptions options)
{
    private readonly List<ErpProblem> _problems = [];

    /// <summary>What keeps the order from being sent.</summary>
    internal IReadOnlyList<ErpProblem> Problems => _problems;

    /// <summary>Adds a problem; the message names the key that mends it.</summary>
    internal void Report(string code, string message) => _problems.Add(new ErpProblem(code, message));

    /// <summary>The full key of a setting of this connector.</summary>
    internal string Setting(string name) => $"Connectors:Erp:{key}:{name}";

    /// <summary>A text that is needed; empty, with a problem, if it is not set.</summary>
    internal string Need(string? value, string setting, string what)
    {
        if (!string.IsNullOrWhiteSpace(value)) return value;
        Report("SETTING_MISSING", $"{what} is not set; set {Setting(setting)}.");
        return "";
    }

    /// <summary>What the ERP calls a currency.</summary>
    internal string Currency(string code)
    {
        if (options.Currencies.TryGetValue(code, out var mapped)) return mapped;
        if (options.CurrencyOf(code) is { } known) return known;
        Report("CURRENCY_NOT_MAPPED", $"The ERP's code of {code} is not known; set {Setting($"Currencies:{code}")}.");
        return "";
    }

    /// <summary>The lines in the ERP's words.</summary>
    internal IReadOnlyList<MappedLine> Lines(ErpOrder order) => [.. order.Lines.Select((line, index) => Map(line, index + 1))];

    private MappedLine Map(ErpOrderLine line, int number)
    {
        var rate = line.Sku is not null && options.TaxRates.TryGetValue(line.Sku, out var own) ? own : options.TaxRate;
        var currency = line.Total.Currency;
        var net = Plain(line.Total.Amount);
        var tax = Plain(Money.Rounded(net * rate / 100, currency).Amount);
        var gross = net + tax;
        return new MappedLine(
            line.Product, Product(line, number), Unit(line), Plain(line.Quantity), Price(line.UnitPrice), Price(gross / line.Quantity), rate, net, tax, gross);
    }

    private string Product(ErpOrderLine line, int number)
    {
        if (line.Sku is not null) return options.Products.GetValueOrDefault(line.Sku, line.Sku);
        if (!string.IsNullOrWhiteSpace(options.DefaultProduct)) return options.DefaultProduct;
        Report("PRODUCT_NOT_MAPPED", string.Create(
            CultureInfo.InvariantCulture, $"Line {number} ({line.Product}) has no article number; give it one, or set {Setting("DefaultProduct")} to the ERP's product that stands for it."));
        return "";
    }

    private string? Unit(ErpOrderLine line) => line.Sku is not null && options.Units.TryGetValue(line.Sku, out var own) ? own : options.Unit;

    private decimal Price(decimal price) => Plain(decimal.Round(price, options.PriceDecimals, MidpointRounding.AwayFromZero));

    // a decimal remembers trailing zeros, and JSON would show them
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}

/// <summary>A line in the words of an ERP.</summary>
/// <param name="Description">What is sold, in words.</param>
/// <param name="Product">The ERP's number of it.</param>
/// <param name="Unit">The ERP's unit, if one is set.</param>
/// <param name="Quantity">How much of it.</param>
/// <param name="Price">The price of one without tax, rounded to what the ERP keeps.</param>
/// <param name="GrossPrice">The price of one with tax, rounded alike.</param>
/// <param name="TaxRate">The tax in percent.</param>
/// <param name="Net">What the line comes to without tax.</param>
/// <param name="Tax">The tax, rounded to the digits of the currency.</param>
/// <param name="Gross">Both together.</param>
internal sealed record MappedLine(
    string Description, string Product, string? Unit, decimal Quantity, decimal Price, decimal GrossPrice, decimal TaxRate, decimal Net, decimal Tax, decimal Gross);
