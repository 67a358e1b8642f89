using CrmGraph.Api.Schema;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Teams;

internal sealed class UserType : ObjectType<User>
{
    protected override void Configure(ObjectTypeDescriptor<User> descriptor)
    {
        descriptor.Node(u => u.Id, AllRows.Users);
        descriptor.Field(u => u.Name);
        descriptor.Field(u => u.Email).Type("EmailAddress!");
        descriptor.Field(u => u.Role);
        descriptor.Field(u => u.IsActive);
        descriptor.Reference("team", u => u.TeamId, AllRows.Teams, t => t.Id, "The team that the user belongs to.");
        descriptor.Reference("manager", u => u.ManagerId, AllRows.Users, u => u.Id, "The user whom this one reports to.");
    }
}
