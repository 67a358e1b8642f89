using CrmGraph.Connectors.Erp.Mapping;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp.BusinessCentral;

/// <summary>A company in Dynamics 365 Business Central, by its API v2.0; <see cref="ErpOptions.Url"/> may be a whole address that ends with <c>/api/v2.0</c>, as it is on own servers.</summary>
internal sealed class BusinessCentralOptions : MappedErpOptions
{
    /// <summary>The public cloud; five decimals are what a new company keeps of a price.</summary>
    public BusinessCentralOptions() => (Url, PriceDecimals) = ("https://api.businesscentral.dynamics.com", 5);

    /// <summary>The tenant in Microsoft Entra: its id or a domain.</summary>
    public string? TenantId { get; set; }

    /// <summary>The application.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Where tokens come from, if not from the public cloud.</summary>
    public string? TokenUrl { get; set; }

    /// <summary>The environment.</summary>
    public string Environment { get; set; } = "production";

    /// <summary>The company: its id, or its name or display name.</summary>
    public string? Company { get; set; }

    /// <summary>The currency of the books (ISO 4217), which documents do not name.</summary>
    public string? LocalCurrency { get; set; }

    /// <summary>Whether customers get our own number, which their number series must allow; if not, they are found by registration number or name.</summary>
    public bool OwnCustomerNumbers { get; set; } = true;

    /// <summary>Tax rates in percent, and the company's codes of them; a rate that is not here is left to the company's own rules.</summary>
    public Dictionary<string, string> TaxCodes { get; } = new(StringComparer.Ordinal);

    /// <summary>The address of the API.</summary>
    internal string ApiRoot
    {
        get
        {
            var url = Url?.TrimEnd('/') ?? "";
            return url.EndsWith("/api/v2.0", StringComparison.OrdinalIgnoreCase) ? url : $"{url}/v2.0/{Uri.EscapeDataString(TenantId ?? "")}/{Uri.EscapeDataString(Environment)}/api/v2.0";
        }
    }

    /// <summary>Where tokens come from.</summary>
    internal string TokenAddress => TokenUrl ?? $"https://login.microsoftonline.com/{Uri.EscapeDataString(TenantId ?? "")}/oauth2/v2.0/token";

    /// <summary>The ISO code of one of the company's currencies; null if nobody has said which it is.</summary>
    internal string? IsoOf(string? currency) =>
        string.IsNullOrEmpty(currency) ? LocalCurrency : Currencies.Where(c => c.Value == currency).Select(c => c.Key.ToUpperInvariant()).FirstOrDefault() ?? (CurrencyCodes.Contains(currency) ? currency : null);
}

/// <summary>Checks the settings of a Business Central.</summary>
internal sealed class BusinessCentralOptionsValidator : ErpOptionsValidator<BusinessCentralOptions>
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Check(string section, BusinessCentralOptions options)
    {
        (string Name, string? Value, string What)[] needed =
        [
            ("TenantId", options.TenantId, "the tenant in Microsoft Entra"),
            ("ClientId", options.ClientId, "the application"),
            ("ClientSecret", options.ClientSecret, "the secret of the application"),
            ("Company", options.Company, "the id or the name of the company"),
        ];
        foreach (var (name, _, what) in needed.Where(n => string.IsNullOrWhiteSpace(n.Value))) yield return $"{section}:{name} is missing: {what}.";
        if (options.LocalCurrency is not { } local || !CurrencyCodes.Contains(local)) yield return $"{section}:LocalCurrency must be the currency of the company's books, an ISO 4217 code such as CNY.";
        if (options.TokenUrl is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            yield return $"{section}:TokenUrl must be an absolute http or https address.";
        foreach (var finding in options.MappingFindings(section)) yield return finding;
    }
}
