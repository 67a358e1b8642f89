namespace CrmGraph.Connectors.Erp.Tryton;

/// <summary>A Tryton server: <c>Connectors:Erp:&lt;key&gt;</c> with <c>Kind</c> Tryton. <c>Url</c> is its address without the database.</summary>
public sealed class TrytonOptions : ErpOptions
{
    /// <summary>The name of the database.</summary>
    public string? Database { get; set; }

    /// <summary>The log-in name of a user of the groups Sales and Party Administration.</summary>
    public string? User { get; set; }

    /// <summary>The password of that user.</summary>
    public string? Password { get; set; }

    /// <summary>The id of the company that sells; by default that of the user.</summary>
    public int? Company { get; set; }

    /// <summary>The code of the language in which Tryton words its refusals; by default en.</summary>
    public string Language { get; set; } = "en";

    /// <summary>The code of the product for lines without an article number, and for deals without a quote.</summary>
    public string? DefaultProduct { get; set; }

    /// <summary>Article number in the CRM → code of the product in Tryton; an article number that is not here is the code itself.</summary>
    public IDictionary<string, string> Products { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Code of a product → name of its unit; by default the sales unit of the product.</summary>
    public IDictionary<string, string> Units { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How many decimals quantities may have in the units that are used, 0 to 4; by default 0, as Tryton's Unit.</summary>
    public int QuantityDecimals { get; set; }

    /// <summary>Code of a product → name of its tax, empty for none; by default the customer taxes of the product's accounting category.</summary>
    public IDictionary<string, string> Taxes { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Whether Tryton makes invoices by workers (<c>[queue] worker</c> in its configuration): then a confirmed sale counts as transferred, and
    /// its invoice comes later. By default a confirmed sale without invoice is taken up again.
    /// </summary>
    public bool QueueWorker { get; set; }

    /// <summary>The name of the payment term; by default Tryton's own.</summary>
    public string? PaymentTerm { get; set; }

    /// <summary>ISO 4217 code → code of the currency in Tryton, where they differ.</summary>
    public IDictionary<string, string> Currencies { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Checks the settings of Tryton servers.</summary>
internal sealed class TrytonOptionsValidator : ErpOptionsValidator<TrytonOptions>
{
    private const int MostDecimals = 4;

    /// <inheritdoc/>
    protected override IEnumerable<string> Check(string section, TrytonOptions options)
    {
        IEnumerable<string> required =
        [
            .. Require(section, nameof(options.Database), options.Database, "the name of the Tryton database"),
            .. Require(section, nameof(options.User), options.User, "the log-in name of a Tryton user of the groups Sales and Party Administration"),
            .. Require(section, nameof(options.Password), options.Password, "the password of that user"),
            .. Require(section, nameof(options.DefaultProduct), options.DefaultProduct, "the code of the Tryton product for lines without an article number"),
            .. Require(section, nameof(options.Language), options.Language, "the code of a language, such as en or zh_CN"),
        ];
        foreach (var finding in required) yield return finding;
        if (options.Database is { } database && database.AsSpan().ContainsAny("/?#")) yield return $"{section}:{nameof(options.Database)} must not contain /, ? or #.";
        if (options.User?.Contains(':', StringComparison.Ordinal) == true) yield return $"{section}:{nameof(options.User)} must not contain a colon.";
        if (options.Company is <= 0) yield return $"{section}:{nameof(options.Company)} must be the id of a company, 1 or more.";
        if (options.QuantityDecimals is < 0 or > MostDecimals) yield return $"{section}:{nameof(options.QuantityDecimals)} must be between 0 and {MostDecimals}.";
        foreach (var (name, map) in new[] { (nameof(options.Products), options.Products), (nameof(options.Units), options.Units), (nameof(options.Currencies), options.Currencies) })
        {
            foreach (var entry in map.Where(m => string.IsNullOrWhiteSpace(m.Value))) yield return $"{section}:{name}:{entry.Key} is empty; expected what it is called in Tryton.";
        }
    }
}
