using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.Mapping;

/// <summary>
/// How the words of a deal are said in an ERP that has its own numbers for them. What is not mapped and has no default keeps the deal
/// from being sent; the problem names the key to set. Article numbers are keys of the configuration here, so they must not hold a colon.
/// </summary>
internal abstract class MappedErpOptions : ErpOptions
{
    /// <summary>ISO 4217 codes and what the ERP calls those currencies.</summary>
    public Dictionary<string, string> Currencies { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Article numbers and what the ERP calls those products; an article number that is not here is the same there.</summary>
    public Dictionary<string, string> Products { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ERP's product that stands for lines without an article number.</summary>
    public string? DefaultProduct { get; set; }

    /// <summary>Article numbers and the ERP's units of those products.</summary>
    public Dictionary<string, string> Units { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The ERP's unit of all other products.</summary>
    public string? Unit { get; set; }

    /// <summary>Article numbers and the tax rates of those products, in percent.</summary>
    public Dictionary<string, decimal> TaxRates { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tax rate of all other products, in percent; 0 to 100, by default 13.</summary>
    public decimal TaxRate { get; set; } = 13;

    /// <summary>How many decimals the ERP keeps of a price; 2 to 10.</summary>
    public int PriceDecimals { get; set; } = 6;

    /// <summary>What an ERP of this kind calls a currency unless <see cref="Currencies"/> says otherwise; null if only the configuration can know.</summary>
    internal virtual string? CurrencyOf(string code) => code;

    /// <summary>The findings about what is mapped, each naming its key.</summary>
    /// <param name="section">The section of the connector: <c>Connectors:Erp:&lt;key&gt;</c>.</param>
    internal IEnumerable<string> MappingFindings(string section)
    {
        if (TaxRate is < 0 or > 100) yield return $"{section}:TaxRate is in percent, from 0 to 100.";
        if (PriceDecimals is < 2 or > 10) yield return $"{section}:PriceDecimals is a number from 2 to 10.";
        foreach (var (sku, _) in TaxRates.Where(r => r.Value is < 0 or > 100)) yield return $"{section}:TaxRates:{sku} is in percent, from 0 to 100.";
        foreach (var (code, _) in Currencies.Where(c => !CurrencyCodes.Contains(c.Key))) yield return $"{section}:Currencies:{code} is no ISO 4217 currency code such as CNY.";
        foreach (var (name, values) in new[] { ("Currencies", Currencies), ("Products", Products), ("Units", Units) })
        {
            foreach (var (key, _) in values.Where(v => string.IsNullOrWhiteSpace(v.Value))) yield return $"{section}:{name}:{key} must not be empty.";
        }
    }
}
