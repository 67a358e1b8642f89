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

    /// <summary>Everything that is wrong with the values, one refusal per field; empty if they can be kept. The same checks for every door.</summary>
    public IReadOnlyList<DomainException> Problems()
    {
        List<DomainException> problems = [];
        Read(problems);
        return problems;
    }

    internal LeadDetails Checked() => Read(null);

    private LeadDetails Read(List<DomainException>? problems) => new()
    {
        Name = Try(() => Guard.Text(Name, "name", 100), problems) ?? "",
        Company = Try(() => Guard.OptionalText(Company, "company", 200), problems),
        Title = Try(() => Guard.OptionalText(Title, "title", 100), problems),
        Email = Try(() => Guard.OptionalEmail(Email, "email"), problems),
        Phone = Try(() => Guard.OptionalPhone(Phone, "phone"), problems),
        Industry = Try(() => Guard.OptionalText(Industry, "industry", 100), problems),
        Region = Try(() => Guard.OptionalText(Region, "region", 100), problems),
        Employees = Try(() => Guard.OptionalRange(Employees, "employees", 0, 10_000_000), problems),
        Need = Try(() => Guard.OptionalText(Need, "need", 2000), problems),
    };

    // without a list the first problem is thrown, as everywhere in the domain
    private static T? Try<T>(Func<T> check, List<DomainException>? problems)
    {
        if (problems is null) return check();
        try
        {
            return check();
        }
        catch (DomainException problem)
        {
            problems.Add(problem);
            return default;
        }
    }
}
