using CrmGraph.Connectors.Erp;
using CrmGraph.Connectors.Erp.BusinessCentral;
using CrmGraph.Connectors.Erp.Kingdee;
using CrmGraph.Connectors.Erp.Webhook;
using CrmGraph.Connectors.Erp.YonBip;
using CrmGraph.Connectors.Tests.Erp.BusinessCentral;
using CrmGraph.Connectors.Tests.Erp.Kingdee;
using CrmGraph.Connectors.Tests.Erp.Webhook;
using CrmGraph.Connectors.Tests.Erp.YonBip;
using Microsoft.Extensions.Configuration;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>A wrong setting is named when the server starts, and no secret is shown.</summary>
public sealed class ErpKindOptionsTests
{
    [Fact]
    public void Complete_settings_are_accepted()
    {
        Assert.Empty(Findings(new KingdeeOptionsValidator(), KingdeeUnderTest.Settings("https://k3.example")));
        Assert.Empty(Findings(new YonBipOptionsValidator(), YonBipUnderTest.Settings("https://bip.example")));
        Assert.Empty(Findings(new BusinessCentralOptionsValidator(), BusinessCentralUnderTest.Settings("https://bc.example", "https://login.example/token")));
        Assert.Empty(Findings(new WebhookErpOptionsValidator(), WebhookErpUnderTest.Settings("https://hook.example")));
    }

    [Fact]
    public void What_a_Kingdee_needs_depends_on_how_it_is_signed_in_to()
    {
        var options = new KingdeeOptions { Url = "https://k3.example", SignIn = KingdeeSignIn.Password };

        Assert.Equal(
            [
                "Connectors:Erp:erp:AccountId is missing: the id of the data centre.",
                "Connectors:Erp:erp:User is missing: the user on whose behalf documents are written.",
                "Connectors:Erp:erp:SalesOrganization is missing: the number of the organisation that sells.",
                "Connectors:Erp:erp:Password is missing: the user's password.",
            ],
            Findings(new KingdeeOptionsValidator(), options));
        options.SignIn = KingdeeSignIn.AppSecret;
        Assert.Equal(
            ["Connectors:Erp:erp:AppId is missing: the id of the application.", "Connectors:Erp:erp:AppSecret is missing: the secret of the application."],
            Findings(new KingdeeOptionsValidator(), options).Skip(3));
    }

    [Fact]
    public void An_application_id_that_cannot_sign_is_named() => Assert.Equal(
        ["Connectors:Erp:erp:AppId must be a number, an underscore and base64, as the page of the third-party sign-in shows it."],
        Findings(new KingdeeOptionsValidator(), KingdeeUnderTest.Settings("https://k3.example", KingdeeSignIn.SignedHeaders, o => o.AppId = "123456")));

    [Fact]
    public void What_is_mapped_is_checked()
    {
        var options = KingdeeUnderTest.Settings("https://k3.example", adjust: o =>
        {
            (o.TaxRate, o.PriceDecimals) = (113, 11);
            o.TaxRates["CRM-1"] = -1;
            o.Currencies["RMB"] = "PRE001";
            o.Products["CRM-1"] = " ";
        });

        Assert.Equal(
            [
                "Connectors:Erp:erp:TaxRate is in percent, from 0 to 100.",
                "Connectors:Erp:erp:PriceDecimals is a number from 2 to 10.",
                "Connectors:Erp:erp:TaxRates:CRM-1 is in percent, from 0 to 100.",
                "Connectors:Erp:erp:Currencies:RMB is no ISO 4217 currency code such as CNY.",
                "Connectors:Erp:erp:Products:CRM-1 must not be empty.",
            ],
            Findings(new KingdeeOptionsValidator(), options));
    }

    [Fact]
    public void What_a_YonBIP_needs_is_named() => Assert.Equal(
        [
            "Connectors:Erp:erp:TenantId is missing: the tenant.",
            "Connectors:Erp:erp:AppKey is missing: the key of the application.",
            "Connectors:Erp:erp:AppSecret is missing: the secret of the application.",
            "Connectors:Erp:erp:SalesOrganization is missing: the organisation that sells.",
            "Connectors:Erp:erp:TransactionType is missing: the type of transaction of orders.",
            "Connectors:Erp:erp:ExchangeRates:usd must be an ISO 4217 currency code and a rate above 0.",
            "Connectors:Erp:erp:KeyField must be the name of a field, e.g. code or headItem!define1.",
        ],
        Findings(new YonBipOptionsValidator(), new YonBipOptions { KeyField = "a b", ExchangeRates = { ["usd"] = 0 } }));

    [Fact]
    public void What_a_Business_Central_needs_is_named() => Assert.Equal(
        [
            "Connectors:Erp:erp:TenantId is missing: the tenant in Microsoft Entra.",
            "Connectors:Erp:erp:ClientId is missing: the application.",
            "Connectors:Erp:erp:ClientSecret is missing: the secret of the application.",
            "Connectors:Erp:erp:Company is missing: the id or the name of the company.",
            "Connectors:Erp:erp:LocalCurrency must be the currency of the company's books, an ISO 4217 code such as CNY.",
            "Connectors:Erp:erp:TokenUrl must be an absolute http or https address.",
        ],
        Findings(new BusinessCentralOptionsValidator(), new BusinessCentralOptions { TokenUrl = "login.example" }));

    [Fact]
    public void A_webhook_needs_a_secret_that_is_not_shown() => Assert.Equal(
        ["Connectors:Erp:erp:Secret must be whsec_ followed by 24 to 64 bytes in base64."],
        Findings(new WebhookErpOptionsValidator(), new WebhookErpOptions { Url = "https://hook.example", Secret = "topsecret" }));

    [Fact]
    public void What_is_switched_off_may_be_incomplete() =>
        Assert.Empty(Findings(new KingdeeOptionsValidator(), new KingdeeOptions { Enabled = false }));

    [Fact]
    public void Settings_are_read_from_the_configuration_by_their_names()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["SignIn"] = "appsecret",
            ["Currencies:CNY"] = "PRE009",
            ["Products:CRM-1"] = "MAT-1",
            ["TaxRates:CRM-1"] = "6",
            ["TaxRate"] = "9",
            ["RequestTimeout"] = "00:00:30",
            ["Audit"] = "false",
        }).Build();

        var options = configuration.Get<KingdeeOptions>()!;

        Assert.Equal(
            (KingdeeSignIn.AppSecret, "PRE009", "MAT-1", 6m, 9m, TimeSpan.FromSeconds(30), false, "Pcs"),
            (options.SignIn, options.Currencies["CNY"], options.Products["CRM-1"], options.TaxRates["CRM-1"], options.TaxRate, options.RequestTimeout, options.Audit, options.Unit));
    }

    private static IEnumerable<string> Findings<TOptions>(ErpOptionsValidator<TOptions> validator, TOptions options)
        where TOptions : ErpOptions => validator.Validate("erp", options).Failures ?? [];
}
