using CrmGraph.Api.Schema;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Teams;

internal sealed class TeamType : ObjectType<Team>
{
    protected override void Configure(ObjectTypeDescriptor<Team> descriptor)
    {
        descriptor.Node(t => t.Id, AllRows.Teams);
        descriptor.Field(t => t.Name);
        descriptor.Field(t => t.Region);
        descriptor.Reference("parent", t => t.ParentId, AllRows.Teams, t => t.Id, "The team above it; null at the top of a tree.");
        descriptor.List("members", t => t.Id, AllRows.Users, u => u.TeamId, [Order.By((User u) => u.Name), Order.By((User u) => u.Id)], "The users who belong to the team itself, by name.");
    }
}
