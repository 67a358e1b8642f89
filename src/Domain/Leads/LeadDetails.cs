namespace CrmGraph.Domain.Leads;

/// <summary>What people enter about a lead. Change one with <c>lead.Revise(lead.Details with { … }, now)</c>.</summary>
public sealed record LeadDetails
{
    /// <summary>The person's name; required, at most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The company's name.</summary>
    public string? Company { get; init; }

    /// <summary>The person's position.</summary>
    public string? Title { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The company's industry.</summary>
    public string? Industry { get; init; }

    /// <summary>The company's region.</summary>
    public string? Region { get; init; }

    /// <summary>The company's number of employees, from 0 to 10,000,000.</summary>
    public int? Employees { get; init; }

    /// <summary>What the customer wants, in words.</summary>
    public string? Need { get; init; }

    internal LeadDetails Checked() => new()
    {
        Name = Guard.Text(Name, "name", 100),
        Company = Guard.OptionalText(Company, "company", 200),
        Title = Guard.OptionalText(Title, "title", 100),
        Email = Guard.OptionalEmail(Email, "email"),
        Phone = Guard.OptionalPhone(Phone, "phone"),
        Industry = Guard.OptionalText(Industry, "industry", 100),
        Region = Guard.OptionalText(Region, "region", 100),
        Employees = Guard.OptionalRange(Employees, "employees", 0, 10_000_000),
        Need = Guard.OptionalText(Need, "need", 2000),
    };
}
