using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Accounts;

internal sealed class AccountType : ObjectType<Account>
{
    protected override void Configure(ObjectTypeDescriptor<Account> descriptor)
    {
        descriptor.Node(a => a.Id, VisibleRows.Accounts);
        descriptor.Field(a => a.Version);
        descriptor.Field(a => a.Name);
        descriptor.Field(a => a.Industry);
        descriptor.Field(a => a.Region);
        descriptor.Field(a => a.Employees);
        descriptor.Field(a => a.Website).Type("URL");
        descriptor.Field(a => a.RegistrationNumber);
        descriptor.Reference("owner", a => a.OwnerId, AllRows.Users, u => u.Id, "The user who looks after the account.");
        descriptor.Connection("contacts", a => a.Id, VisibleRows.Contacts, c => c.AccountId, "The people at the account, by name.", Order.By((Contact c) => c.Name));
        descriptor.Connection("opportunities", a => a.Id, VisibleRows.Opportunities, o => o.AccountId, "The deals with the account, newest first.", Order.ByDescending((Opportunity o) => o.CreatedAt));
        descriptor.Connection("activities", a => a.Id, VisibleRows.Activities, x => x.AccountId, "The activities about the account, newest first.", Order.ByDescending((Activity x) => x.CreatedAt));
        descriptor.AddField(types => new OutputField(
            "profile", types.OutputType(typeof(CustomerProfile), nullable: false),
            description: "Customer profile: decision chain, preferences, past business and satisfaction, as far as the caller sees the records that it is made of.")
        {
            Resolver = new ProfileResolver(),
        });
        descriptor.Field(a => a.CreatedAt);
        descriptor.Field(a => a.UpdatedAt);
    }
}
