using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Leads;

/// <summary>Somebody who may become a customer.</summary>
/// <param name="Name">The person's name; at most 100 characters.</param>
/// <param name="Company">The company's name.</param>
/// <param name="Title">The person's position.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
/// <param name="Source">The key of the lead source, e.g. website.</param>
/// <param name="Industry">The company's industry.</param>
/// <param name="Region">The company's region.</param>
/// <param name="Employees">The company's number of employees.</param>
/// <param name="Need">What the customer wants, in words.</param>
/// <param name="OwnerId">The user who is to work on the lead; if absent the caller, if that is a seller, else whom the rules of assignment name.</param>
/// <param name="AllowDuplicate">Whether to enter the lead although it probably exists already, where the policy is WARN.</param>
internal sealed record CreateLeadInput(
    string Name,
    string? Company,
    string? Title,
    [property: GraphQLType("EmailAddress")] string? Email,
    string? Phone,
    string Source,
    string? Industry,
    string? Region,
    int? Employees,
    string? Need,
    UserId? OwnerId,
    bool? AllowDuplicate = false)
{
    internal LeadDetails ToDetails() => new()
    {
        Name = Name,
        Company = Company,
        Title = Title,
        Email = Email,
        Phone = Phone,
        Industry = Industry,
        Region = Region,
        Employees = Employees,
        Need = Need,
    };
}

/// <summary>Changes to a lead; what is left out stays as it is, null clears it.</summary>
/// <param name="Id">The lead.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Name">The person's name; at most 100 characters.</param>
/// <param name="Company">The company's name.</param>
/// <param name="Title">The person's position.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
/// <param name="Industry">The company's industry.</param>
/// <param name="Region">The company's region.</param>
/// <param name="Employees">The company's number of employees.</param>
/// <param name="Need">What the customer wants, in words.</param>
/// <param name="AllowDuplicate">Whether to change the lead although it then probably exists already, where the policy is WARN.</param>
internal sealed record UpdateLeadInput(
    LeadId Id,
    int? Version,
    Optional<string> Name,
    Optional<string?> Company,
    Optional<string?> Title,
    [property: GraphQLType("EmailAddress")] Optional<string?> Email,
    Optional<string?> Phone,
    Optional<string?> Industry,
    Optional<string?> Region,
    Optional<int?> Employees,
    Optional<string?> Need,
    bool? AllowDuplicate = false)
{
    internal LeadDetails Apply(LeadDetails details) => new()
    {
        Name = Name.Or(details.Name),
        Company = Company.Or(details.Company),
        Title = Title.Or(details.Title),
        Email = Email.Or(details.Email),
        Phone = Phone.Or(details.Phone),
        Industry = Industry.Or(details.Industry),
        Region = Region.Or(details.Region),
        Employees = Employees.Or(details.Employees),
        Need = Need.Or(details.Need),
    };
}

/// <summary>Who is to work on a lead: give either ownerId or teamId.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="OwnerId">The user who gets it.</param>
/// <param name="TeamId">The team that it is to wait in, without an owner.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record AssignLeadInput(LeadId LeadId, UserId? OwnerId, TeamId? TeamId, int? Version);

/// <summary>A lead that will not become a deal.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Reason">Why: the key of a close reason, or a sentence of at most 500 characters.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record DisqualifyLeadInput(LeadId LeadId, string Reason, int? Version);

/// <summary>Something that a lead did.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Kind">What kind, e.g. page_visit, download, form, mail_reply or meeting; at most 50 characters. Rules of scoring compare it in any case and spelling.</param>
/// <param name="Detail">More about it, e.g. the address of the page; at most 500 characters.</param>
/// <param name="At">When it happened; now if absent.</param>
internal sealed record RecordLeadBehaviourInput(LeadId LeadId, string Kind, string? Detail, DateTimeOffset? At);

/// <summary>A lead source: a new one, or changes to the one with the key.</summary>
/// <param name="Key">The key: lower-case letters, digits, - and _, at most 50 characters. It cannot be changed.</param>
/// <param name="Name">The name that people see; at most 100 characters.</param>
/// <param name="Channel">The kind of channel, e.g. online, event or partner.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record SaveLeadSourceInput(string Key, string Name, string? Channel, int? Version);
