using CrmGraph.Connectors.MicrosoftGraph;
using Microsoft.Extensions.Configuration;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>Every wrong setting is named with its key and what is expected; where the clouds are.</summary>
public sealed class GraphOptionsTests
{
    private const string Section = "Connectors:MicrosoftGraph";
    private const string Secret = "top-secret~value";

    [Theory]
    [InlineData("Cloud", "Mars", "Cloud is 'Mars'; expected Global, China or UsGovernment.")]
    [InlineData("Cloud", "1", "Cloud is '1'; expected Global, China or UsGovernment.")]
    [InlineData("BaseUrl", "graph.example", "BaseUrl must be an absolute http or https address like https://graph.microsoft.com/v1.0.")]
    [InlineData("TokenUrl", "https://me:pass@login.example", "TokenUrl must be an absolute http or https address.")]
    [InlineData("TenantId", " ", "TenantId is missing; expected the id or a domain of the tenant.")]
    [InlineData("ClientId", "", "ClientId is missing; expected the id of the app registration.")]
    [InlineData("ClientSecret", "", "ClientSecret or Connectors:MicrosoftGraph:CertificatePath is needed, and only one of them.")]
    [InlineData("PublicUrl", "ftp://crm.example", "PublicUrl must be an absolute http or https address, the one under which the internet reaches this server.")]
    [InlineData("PollInterval", "00:00:10", "PollInterval must be from 00:01:00 to 1.00:00:00.")]
    [InlineData("BackfillDays", "0", "BackfillDays must be from 1 to 3650.")]
    [InlineData("RequestTimeout", "00:10:00", "RequestTimeout must be from 00:00:05 to 00:05:00.")]
    [InlineData("MaxConcurrentRequests", "0", "MaxConcurrentRequests must be from 1 to 100.")]
    [InlineData("PageSize", "501", "PageSize must be from 1 to 500.")]
    [InlineData("Visibility", "Nobody", "Visibility is 'Nobody'; expected Everything, Subject or Metadata.")]
    [InlineData("OwnDomains:0", "two words", "OwnDomains:0 is 'two words'; expected a domain such as contoso.com.")]
    [InlineData("Blocklist:0", "/(/", "Blocklist:0 is '/(/'; expected an address, a domain, or a regular expression between slashes like /^no-?reply@/.")]
    [InlineData("Blocklist:0", "everybody", "Blocklist:0 is 'everybody'; expected an address, a domain, or a regular expression between slashes like /^no-?reply@/.")]
    [InlineData("Mailboxes:0", "", "Mailboxes:0 must be an e-mail address, or have one as Connectors:MicrosoftGraph:Mailboxes:0:Address.")]
    [InlineData("Mailboxes:1", "WANG.FANG@crm.example", "Mailboxes names wang.fang@crm.example twice.")]
    [InlineData("Mailboxes:0:Visibility", "2", "Mailboxes:0:Visibility is '2'; expected Everything, Subject or Metadata.")]
    [InlineData("Mailboxes:0:Blocklist:0", "@", "Mailboxes:0:Blocklist:0 is '@'; expected an address, a domain, or a regular expression between slashes like /^no-?reply@/.")]
    public void A_wrong_setting_is_named(string key, string value, string finding) => Assert.Equal([$"{Section}:{finding}"], Findings((key, value)));

    [Fact]
    public void Settings_that_are_right_or_switched_off_are_accepted()
    {
        Assert.Empty(Findings());
        Assert.Empty(Findings(("Cloud", "china"), ("Mailboxes:0", null), ("Mailboxes:0:Address", "wang.fang@crm.example"), ("Mailboxes:0:Visibility", "metadata"), ("OwnDomains:0", "@crm.example"), ("Blocklist:0", "/^no-?reply@/")));
        Assert.Empty(Findings(("Enabled", "false"), ("Cloud", "Mars"), ("Mailboxes:0", "nobody")));
        Assert.Equal([$"{Section}:Mailboxes is empty; expected the addresses of the mailboxes."], Findings(("Mailboxes:0", null)));
    }

    [Theory]
    [InlineData("Global", "https://graph.microsoft.com", "https://login.microsoftonline.com")]
    [InlineData("China", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn")]
    [InlineData("USGovernment", "https://graph.microsoft.us", "https://login.microsoftonline.us")]
    public void Each_cloud_has_an_api_and_a_login_of_its_own_and_a_token_goes_to_no_other(string cloud, string api, string login)
    {
        var addresses = GraphAddresses.Of(Options(("Cloud", cloud)));

        Assert.Equal(($"{api}/v1.0", $"{login}/", $"{api}/.default"), (addresses.Base.ToString(), addresses.Authority.ToString(), addresses.Scope));
        string[] others = ["https://graph.microsoft.com/v1.0/x", "https://microsoftgraph.chinacloudapi.cn/v1.0/x", "https://graph.microsoft.us/v1.0/x", $"{api}.evil.example/v1.0/x", $"{api}:444/v1.0/x"];
        Assert.Equal([$"{api}/v1.0/x"], others.Where(o => addresses.Owns(new Uri(o))));
        // a stand-in has another address and is asked for with the cloud's scope
        var standIn = GraphAddresses.Of(Options(("Cloud", cloud), ("BaseUrl", "http://127.0.0.1:5090/v1.0/")));
        Assert.Equal(("http://127.0.0.1:5090/v1.0", $"{api}/.default"), (standIn.Base.ToString(), standIn.Scope));
    }

    internal static GraphOptions Options(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Enabled"] = "true",
            ["TenantId"] = "tenant",
            ["ClientId"] = "client",
            ["ClientSecret"] = Secret,
            ["Mailboxes:0"] = "wang.fang@crm.example",
        };
        foreach (var (key, value) in changes)
        {
            settings.Remove(key);
            if (value is not null) settings[key] = value;
        }
        var options = new GraphOptions();
        options.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => $"{Section}:{s.Key}", s => s.Value)).Build().GetSection(Section));
        return options;
    }

    internal static IReadOnlyList<string> Findings(params (string Key, string? Value)[] changes)
    {
        var findings = new GraphOptionsValidator().Validate(null, Options(changes)).Failures?.ToList() ?? [];
        Assert.DoesNotContain(findings, f => f.Contains(Secret, StringComparison.Ordinal));
        return findings;
    }
}
