namespace CrmGraph.Domain.Leads.Conversion;

/// <summary>A field of a lead that can be required before it is converted.</summary>
public enum ConversionField
{
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

    /// <summary>What the customer wants.</summary>
    Need,
}
