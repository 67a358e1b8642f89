using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Leads;

internal sealed class LeadSourceType : ObjectType<LeadSource>
{
    protected override void Configure(ObjectTypeDescriptor<LeadSource> descriptor)
    {
        descriptor.Node(s => s.Id, AllRows.LeadSources);
        descriptor.Field(s => s.Version);
        descriptor.Field(s => s.Key);
        descriptor.Field(s => s.Name);
        descriptor.Field(s => s.Channel);
    }
}
