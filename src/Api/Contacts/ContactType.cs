using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Contacts;

internal sealed class ContactType : ObjectType<Contact>
{
    protected override void Configure(ObjectTypeDescriptor<Contact> descriptor)
    {
        descriptor.Node(c => c.Id, VisibleRows.Contacts);
        descriptor.Field(c => c.Version);
        descriptor.Reference("account", c => c.AccountId, VisibleRows.Accounts, a => a.Id, "The account that the person works for.");
        descriptor.Field(c => c.Name);
        descriptor.Field(c => c.Title);
        descriptor.Personal(Resource.ContactPersonalData, "email", c => c.Email, "EmailAddress", "The e-mail address. Personal data: null for callers who may not see it.");
        descriptor.Personal(Resource.ContactPersonalData, "phone", c => c.Phone, "String", "The telephone number. Personal data: null for callers who may not see it.");
        descriptor.Field(c => c.CreatedAt);
    }
}
