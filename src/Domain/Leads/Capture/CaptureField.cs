namespace CrmGraph.Domain.Leads.Capture;

/// <summary>What of a lead a field of a web form fills.</summary>
public enum LeadField
{
    /// <summary>The person's name.</summary>
    Name,

    /// <summary>The company's name.</summary>
    Company,

    /// <summary>The person's position.</summary>
    Title,

    /// <summary>The e-mail address.</summary>
    Email,

    /// <summary>The telephone number.</summary>
    Phone,

    /// <summary>The company's industry.</summary>
    Industry,

    /// <summary>The company's region.</summary>
    Region,

    /// <summary>The company's number of employees.</summary>
    Employees,

    /// <summary>What the customer wants, in words.</summary>
    Need,
}

/// <summary>How a field of a web form is read.</summary>
/// <param name="Name">The name that the form sends it by.</param>
/// <param name="Target">What of the lead it fills; null if it is only kept with the submission.</param>
/// <param name="IsRequired">Whether a submission without it is refused.</param>
public sealed record CaptureField(string Name, LeadField? Target, bool IsRequired)
{
    internal CaptureField Checked() => this with
    {
        Name = Guard.Text(Name, "name", 100),
        Target = Target is { } target ? Guard.Defined(target, "target") : null,
    };
}
