namespace CrmGraph.Domain.Contacts;

/// <summary>What people enter about a contact. Change one with <c>contact.Revise(contact.Details with { … }, now)</c>.</summary>
public sealed record ContactDetails
{
    /// <summary>The person's name; required, at most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The position, e.g. 采购总监.</summary>
    public string? Title { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    internal ContactDetails Checked() => new()
    {
        Name = Guard.Text(Name, "name", 100),
        Title = Guard.OptionalText(Title, "title", 100),
        Email = Guard.OptionalEmail(Email, "email"),
        Phone = Guard.OptionalPhone(Phone, "phone"),
    };
}
