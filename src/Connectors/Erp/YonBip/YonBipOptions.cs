using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.YonBip;

/// <summary>A 用友 YonBIP or YonSuite; <see cref="ErpOptions.Url"/> is where data centres are looked up, the same for all tenants.</summary>
internal sealed class YonBipOptions : MappedErpOptions
{
    /// <summary>The public cloud.</summary>
    public YonBipOptions() => Url = "https://apigateway.yonyoucloud.com";

    /// <summary>The tenant.</summary>
    public string? TenantId { get; set; }

    /// <summary>The key of the tenant's own application.</summary>
    public string? AppKey { get; set; }

    /// <summary>Its secret.</summary>
    public string? AppSecret { get; set; }

    /// <summary>The organisation that sells: an id or a code, like all the other names of the ERP here.</summary>
    public string? SalesOrganization { get; set; }

    /// <summary>The organisation that delivers; by default the one that sells.</summary>
    public string? StockOrganization { get; set; }

    /// <summary>The organisation that invoices; by default the one that sells.</summary>
    public string? SettlementOrganization { get; set; }

    /// <summary>The code of the organisation that manages customers; by default the one that sells.</summary>
    public string? CustomerOrganization { get; set; }

    /// <summary>The type of transaction.</summary>
    public string? TransactionType { get; set; }

    /// <summary>The type of exchange rates.</summary>
    public string ExchangeRateType { get; set; } = "01";

    /// <summary>The currency of the books (ISO 4217).</summary>
    public string NationalCurrency { get; set; } = "CNY";

    /// <summary>Rates of other currencies: how much of the national currency one unit of them is.</summary>
    public Dictionary<string, decimal> ExchangeRates { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tax rates in percent, and the tenant's codes of them (税目).</summary>
    public Dictionary<string, string> TaxCodes { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// The field of the order that carries the deal's key: <c>code</c> where orders are numbered by hand, else a text field that is
    /// unique for us, e.g. <c>headItem!define1</c>.
    /// </summary>
    public string KeyField { get; set; } = "code";

    /// <summary>Whether orders are audited too; if not, a submitted order counts as confirmed, and people or a workflow audit it.</summary>
    public bool Audit { get; set; } = true;

    /// <summary>The ISO code of one of the ERP's currencies; null if nobody has said which it is.</summary>
    internal string? IsoOf(string currency) =>
        Currencies.Where(c => c.Value == currency).Select(c => c.Key.ToUpperInvariant()).FirstOrDefault() ?? (CurrencyCodes.Contains(currency) ? currency : null);
}

/// <summary>Checks the settings of a YonBIP.</summary>
internal sealed class YonBipOptionsValidator : ErpOptionsValidator<YonBipOptions>
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Check(string section, YonBipOptions options)
    {
        (string Name, string? Value, string What)[] needed =
        [
            ("TenantId", options.TenantId, "the tenant"),
            ("AppKey", options.AppKey, "the key of the application"),
            ("AppSecret", options.AppSecret, "the secret of the application"),
            ("SalesOrganization", options.SalesOrganization, "the organisation that sells"),
            ("TransactionType", options.TransactionType, "the type of transaction of orders"),
        ];
        foreach (var (name, _, what) in needed.Where(n => string.IsNullOrWhiteSpace(n.Value))) yield return $"{section}:{name} is missing: {what}.";
        if (!CurrencyCodes.Contains(options.NationalCurrency)) yield return $"{section}:NationalCurrency must be an ISO 4217 currency code such as CNY.";
        foreach (var (code, _) in options.ExchangeRates.Where(r => r.Value <= 0 || !CurrencyCodes.Contains(r.Key.ToUpperInvariant())))
            yield return $"{section}:ExchangeRates:{code} must be an ISO 4217 currency code and a rate above 0.";
        if (options.KeyField.Length == 0 || !options.KeyField.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '!'))
            yield return $"{section}:KeyField must be the name of a field, e.g. code or headItem!define1.";
        foreach (var finding in options.MappingFindings(section)) yield return finding;
    }
}
