using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Accounts;

/// <summary>A company that is, or may become, a customer.</summary>
/// <param name="Name">The company's name; at most 200 characters.</param>
/// <param name="Industry">The industry, e.g. 制造业 or software.</param>
/// <param name="Region">The region, e.g. 华东 or EMEA.</param>
/// <param name="Employees">Number of employees, from 0 to 10,000,000.</param>
/// <param name="Website">The web site.</param>
/// <param name="RegistrationNumber">Unified social credit code, VAT number or the like; unique where given.</param>
/// <param name="OwnerId">The user who looks after the account; the caller if absent.</param>
/// <param name="AllowDuplicate">Whether to enter the account although it probably exists already, where the policy is WARN.</param>
internal sealed record CreateAccountInput(
    string Name, string? Industry, string? Region, int? Employees, Uri? Website, string? RegistrationNumber, UserId? OwnerId, bool? AllowDuplicate = false)
{
    internal AccountDetails ToDetails() => new()
    {
        Name = Name,
        Industry = Industry,
        Region = Region,
        Employees = Employees,
        Website = Website?.OriginalString,
        RegistrationNumber = RegistrationNumber,
    };
}

/// <summary>Changes to an account; what is left out stays as it is, null clears it.</summary>
/// <param name="Id">The account.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Name">The company's name; at most 200 characters.</param>
/// <param name="Industry">The industry, e.g. 制造业 or software.</param>
/// <param name="Region">The region, e.g. 华东 or EMEA.</param>
/// <param name="Employees">Number of employees, from 0 to 10,000,000.</param>
/// <param name="Website">The web site.</param>
/// <param name="RegistrationNumber">Unified social credit code, VAT number or the like; unique where given.</param>
/// <param name="AllowDuplicate">Whether to change the account although it then probably exists already, where the policy is WARN.</param>
internal sealed record UpdateAccountInput(
    AccountId Id,
    int? Version,
    Optional<string> Name,
    Optional<string?> Industry,
    Optional<string?> Region,
    Optional<int?> Employees,
    Optional<Uri?> Website,
    Optional<string?> RegistrationNumber,
    bool? AllowDuplicate = false)
{
    internal AccountDetails Apply(AccountDetails details) => new()
    {
        Name = Name.Or(details.Name),
        Industry = Industry.Or(details.Industry),
        Region = Region.Or(details.Region),
        Employees = Employees.Or(details.Employees),
        Website = Website.HasValue ? Website.Value?.OriginalString : details.Website,
        RegistrationNumber = RegistrationNumber.Or(details.RegistrationNumber),
    };
}
