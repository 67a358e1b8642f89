using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads.Capture;

public sealed class CaptureFormTests
{
    private static readonly CaptureFormSettings Settings = new()
    {
        Name = "联系我们",
        AllowedOrigins = ["https://www.example.com/"],
        Fields = [new("your-name", LeadField.Name, true), new("mail", LeadField.Email, true), new("staff", LeadField.Employees, false)],
        HoneypotField = "url",
    };

    [Fact]
    public void A_form_reads_its_own_fields_and_lead_fields_by_their_names()
    {
        var details = Form().Read(new Dictionary<string, string> { ["your-name"] = " 李敏 ", ["mail"] = "a@b.cn", ["staff"] = "30", ["company"] = "云帆", ["name"] = "ignored", ["utm"] = "x" }, out var problems);

        Assert.Empty(problems);
        Assert.Equal(("李敏", "a@b.cn", 30, "云帆"), (details.Name, details.Email, details.Employees, details.Company));
    }

    [Fact]
    public void All_problems_are_told_at_once_by_the_form_s_own_names()
    {
        Form().Read(new Dictionary<string, string> { ["your-name"] = "", ["mail"] = "nobody", ["staff"] = "many", ["phone"] = "x" }, out var problems);

        Assert.Equal(["your-name", "staff", "mail", "phone"], problems.Select(p => p.Path!.Single()));
    }

    [Theory]
    [InlineData("https://www.example.com", true)]
    [InlineData("https://WWW.example.com", true)]
    [InlineData("http://www.example.com", false)]
    [InlineData("https://evil.example.com", false)]
    [InlineData("null", false)]
    public void Only_pages_of_allowed_origins_may_send_it(string origin, bool isAllowed) => Assert.Equal(isAllowed, Form().Allows(origin));

    [Fact]
    public void Wrong_settings_are_refused_by_name()
    {
        Refusal.Validation("name", () => Form(Settings with { Name = "" }));
        Refusal.Validation("allowedOrigins.0", () => Form(Settings with { AllowedOrigins = ["www.example.com"] }));
        Refusal.Validation("allowedOrigins.1", () => Form(Settings with { AllowedOrigins = ["*", "https://example.com/path"] }));
        Refusal.Validation("maxPerAddress", () => Form(Settings with { MaxPerAddress = 0 }));
        Refusal.Validation("honeypotField", () => Form(Settings with { HoneypotField = "mail" }));
        Refusal.Validation("fields", () => Form(Settings with { Fields = [new("a", LeadField.Name, true), new("b", LeadField.Name, true)] }));
        Refusal.Validation("fields.0.name", () => Form(Settings with { Fields = [new(" ", null, false)] }));
    }

    private static CaptureForm Form(CaptureFormSettings? settings = null) => CaptureForm.Create("contact", settings ?? Settings, Given.LeadSource().Id, Given.Now);
}
