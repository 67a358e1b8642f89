namespace CrmGraph.Domain.Leads;

/// <summary>What becomes of details when leads are merged and parted.</summary>
public static class LeadDetailsFilling
{
    /// <summary>The details, with what they do not say taken from others.</summary>
    public static LeadDetails FilledFrom(this LeadDetails details, LeadDetails other) => details with
    {
        Company = details.Company ?? other.Company,
        Title = details.Title ?? other.Title,
        Email = details.Email ?? other.Email,
        Phone = details.Phone ?? other.Phone,
        Industry = details.Industry ?? other.Industry,
        Region = details.Region ?? other.Region,
        Employees = details.Employees ?? other.Employees,
        Need = details.Need ?? other.Need,
    };

    /// <summary>The details, with what still is as it was filled in back to what it was before.</summary>
    public static LeadDetails Without(this LeadDetails details, LeadDetails filled, LeadDetails before) => details with
    {
        Company = details.Company == filled.Company ? before.Company : details.Company,
        Title = details.Title == filled.Title ? before.Title : details.Title,
        Email = details.Email == filled.Email ? before.Email : details.Email,
        Phone = details.Phone == filled.Phone ? before.Phone : details.Phone,
        Industry = details.Industry == filled.Industry ? before.Industry : details.Industry,
        Region = details.Region == filled.Region ? before.Region : details.Region,
        Employees = details.Employees == filled.Employees ? before.Employees : details.Employees,
        Need = details.Need == filled.Need ? before.Need : details.Need,
    };
}
