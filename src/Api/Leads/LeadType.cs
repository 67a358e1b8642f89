using CrmGraph.Api.Schema;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Leads;

internal sealed class LeadType : ObjectType<Lead>
{
    protected override void Configure(ObjectTypeDescriptor<Lead> descriptor)
    {
        descriptor.Node(l => l.Id, VisibleRows.Leads);
        descriptor.Field(l => l.Version);
        descriptor.Field(l => l.Name);
        descriptor.Field(l => l.Company);
        descriptor.Field(l => l.Title);
        // READ_ONLY, the one role that may not see personal data of leads, sees no leads
        descriptor.Field(l => l.Email).Type("EmailAddress");
        descriptor.Field(l => l.Phone);
        descriptor.Reference("source", l => l.SourceId, AllRows.LeadSources, s => s.Id, "Where the lead comes from.");
        descriptor.Field(l => l.Status);
        descriptor.Field(l => l.Industry);
        descriptor.Field(l => l.Region);
        descriptor.Field(l => l.Employees);
        descriptor.Field(l => l.Need);
        descriptor.Reference("owner", l => l.OwnerId, AllRows.Users, u => u.Id, "The user who works on the lead; null while nobody does.");
        descriptor.Reference("team", l => l.TeamId, AllRows.Teams, t => t.Id, "The owner's team, or the team that the lead waits in.");
        descriptor.Field(l => l.Score);
        descriptor.Field(l => l.Grade);
        descriptor.Connection("activities", l => l.Id, VisibleRows.Activities, x => x.LeadId, "The activities about the lead, newest first.", Order.ByDescending((Activity x) => x.CreatedAt));
        descriptor.Reference("convertedOpportunity", l => l.Id, VisibleRows.Opportunities, o => o.LeadId, "The opportunity that was made of the lead.", nullable: true);
        descriptor.Field(l => l.CreatedAt);
        descriptor.Field(l => l.UpdatedAt);
    }
}
