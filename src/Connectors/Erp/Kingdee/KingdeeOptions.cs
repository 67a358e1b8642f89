using CrmGraph.Connectors.Erp.Mapping;

namespace CrmGraph.Connectors.Erp.Kingdee;

/// <summary>How Kingdee 云星空 is signed in to.</summary>
internal enum KingdeeSignIn
{
    /// <summary>User and password; public tenants opened after 2022-11-29 refuse it.</summary>
    Password,

    /// <summary>An application and its secret.</summary>
    AppSecret,

    /// <summary>An application that signs the sign-in; its secret does not travel.</summary>
    Sign,

    /// <summary>Every request is signed; there is no session.</summary>
    SignedHeaders,
}

/// <summary>A Kingdee 云星空 with its WebAPI; <see cref="ErpOptions.Url"/> is the part before <c>/K3Cloud/</c>.</summary>
internal sealed class KingdeeOptions : MappedErpOptions
{
    /// <summary>The units of a new tenant.</summary>
    public KingdeeOptions() => Unit = "Pcs";

    /// <summary>How it is signed in to.</summary>
    public KingdeeSignIn SignIn { get; set; } = KingdeeSignIn.SignedHeaders;

    /// <summary>The data centre (账套), as the page of the third-party sign-in shows it.</summary>
    public string? AccountId { get; set; }

    /// <summary>On whose behalf documents are written.</summary>
    public string? User { get; set; }

    /// <summary>That user's password; for <see cref="KingdeeSignIn.Password"/> only.</summary>
    public string? Password { get; set; }

    /// <summary>The application, for all other ways to sign in.</summary>
    public string? AppId { get; set; }

    /// <summary>Its secret.</summary>
    public string? AppSecret { get; set; }

    /// <summary>The language of messages: 2052 is simplified Chinese, 1033 English.</summary>
    public int Language { get; set; } = 2052;

    /// <summary>The number of the organisation that sells.</summary>
    public string? SalesOrganization { get; set; }

    /// <summary>The number of the organisation that delivers; by default the one that sells.</summary>
    public string? StockOrganization { get; set; }

    /// <summary>The number of the organisation that settles; by default the one that sells.</summary>
    public string? SettlementOrganization { get; set; }

    /// <summary>The number of the bill type.</summary>
    public string BillType { get; set; } = "XSDD01_SYS";

    /// <summary>The number of the type of exchange rates.</summary>
    public string ExchangeRateType { get; set; } = "HLTX01_SYS";

    /// <summary>How many days after the deal was won the goods are wanted.</summary>
    public int DeliveryDays { get; set; } = 30;

    /// <summary>A field of customers that holds the registration number, so that a customer who is there already is found; null if there is none.</summary>
    public string? RegistrationField { get; set; }

    /// <summary>Whether orders are audited too; if not, a submitted order counts as confirmed, and people or a workflow audit it.</summary>
    public bool Audit { get; set; } = true;

    // what a new tenant calls them
    private static readonly Dictionary<string, string> Preset = new(StringComparer.Ordinal)
    {
        ["CNY"] = "PRE001",
        ["HKD"] = "PRE002",
        ["EUR"] = "PRE003",
        ["JPY"] = "PRE004",
        ["USD"] = "PRE007",
    };

    internal override string? CurrencyOf(string code) => Preset.GetValueOrDefault(code);

    /// <summary>The ISO code of one of Kingdee's currencies; null if nobody has said which it is.</summary>
    internal string? IsoOf(string currency) => Currencies.Concat(Preset).Where(c => c.Value == currency).Select(c => c.Key.ToUpperInvariant()).FirstOrDefault();
}

/// <summary>Checks the settings of a Kingdee.</summary>
internal sealed class KingdeeOptionsValidator : ErpOptionsValidator<KingdeeOptions>
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Check(string section, KingdeeOptions options)
    {
        foreach (var (name, value, what) in Needed(options))
        {
            if (string.IsNullOrWhiteSpace(value)) yield return $"{section}:{name} is missing: {what}.";
        }

        if (options.SignIn == KingdeeSignIn.SignedHeaders && options.AppId is { } appId && KingdeeSignature.ClientSecretOf(appId) is null)
            yield return $"{section}:AppId must be a number, an underscore and base64, as the page of the third-party sign-in shows it.";
        if (options.DeliveryDays is < 0 or > 3650) yield return $"{section}:DeliveryDays must be between 0 and 3650.";
        if (options.RegistrationField is { } field && !field.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.')) yield return $"{section}:RegistrationField must be the name of a field.";
        foreach (var finding in options.MappingFindings(section)) yield return finding;
    }

    private static IEnumerable<(string Name, string? Value, string What)> Needed(KingdeeOptions options)
    {
        yield return ("AccountId", options.AccountId, "the id of the data centre");
        yield return ("User", options.User, "the user on whose behalf documents are written");
        yield return ("SalesOrganization", options.SalesOrganization, "the number of the organisation that sells");
        if (options.SignIn == KingdeeSignIn.Password)
        {
            yield return ("Password", options.Password, "the user's password");
        }
        else
        {
            yield return ("AppId", options.AppId, "the id of the application");
            yield return ("AppSecret", options.AppSecret, "the secret of the application");
        }
    }
}
