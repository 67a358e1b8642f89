namespace CrmGraph.Domain.Accounts;

/// <summary>What people enter about an account. Change one with <c>account.Revise(account.Details with { … }, now)</c>.</summary>
public sealed record AccountDetails
{
    /// <summary>The company's name; required, at most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The industry, e.g. 制造业 or software.</summary>
    public string? Industry { get; init; }

    /// <summary>The region, e.g. 华东 or EMEA.</summary>
    public string? Region { get; init; }

    /// <summary>Number of employees, from 0 to 10,000,000.</summary>
    public int? Employees { get; init; }

    /// <summary>The web site, an absolute http or https address.</summary>
    public string? Website { get; init; }

    /// <summary>Unified social credit code, VAT number or the like; unique where given.</summary>
    public string? RegistrationNumber { get; init; }

    internal AccountDetails Checked() => new()
    {
        Name = Guard.Text(Name, "name", 200),
        Industry = Guard.OptionalText(Industry, "industry", 100),
        Region = Guard.OptionalText(Region, "region", 100),
        Employees = Guard.OptionalRange(Employees, "employees", 0, 10_000_000),
        Website = Guard.OptionalUrl(Website, "website"),
        RegistrationNumber = Guard.OptionalText(RegistrationNumber, "registrationNumber", 50) is { } number ? PlainText.WithAccentsOf(number).ToUpperInvariant() : null,
    };
}
