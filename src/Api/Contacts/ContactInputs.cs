using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Contacts;

/// <summary>A person at an account, or one who is not yet tied to one.</summary>
/// <param name="AccountId">The account that the person works for.</param>
/// <param name="Name">The person's name; at most 100 characters.</param>
/// <param name="Title">The position, e.g. 采购总监.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
internal sealed record CreateContactInput(
    AccountId? AccountId, string Name, string? Title, [property: GraphQLType("EmailAddress")] string? Email, string? Phone)
{
    internal ContactDetails ToDetails() => new() { Name = Name, Title = Title, Email = Email, Phone = Phone };
}

/// <summary>Changes to a contact; what is left out stays as it is, null clears it.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Name">The person's name; at most 100 characters.</param>
/// <param name="Title">The position, e.g. 采购总监.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Phone">The telephone number.</param>
internal sealed record UpdateContactInput(
    ContactId Id,
    int? Version,
    Optional<string> Name,
    Optional<string?> Title,
    [property: GraphQLType("EmailAddress")] Optional<string?> Email,
    Optional<string?> Phone)
{
    internal ContactDetails Apply(ContactDetails details) => new()
    {
        Name = Name.Or(details.Name),
        Title = Title.Or(details.Title),
        Email = Email.Or(details.Email),
        Phone = Phone.Or(details.Phone),
    };
}
