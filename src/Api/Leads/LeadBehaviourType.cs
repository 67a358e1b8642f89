using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Leads;

internal sealed class LeadBehaviourType : ObjectType<LeadBehaviour>
{
    protected override void Configure(ObjectTypeDescriptor<LeadBehaviour> descriptor)
    {
        descriptor.Field(b => b.Kind);
        descriptor.Field(b => b.Detail);
        descriptor.Field(b => b.At);
    }
}
