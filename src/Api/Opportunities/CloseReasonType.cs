using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Opportunities;

internal sealed class CloseReasonType : ObjectType<CloseReason>
{
    protected override void Configure(ObjectTypeDescriptor<CloseReason> descriptor)
    {
        descriptor.Node(r => r.Id, AllRows.CloseReasons);
        descriptor.Field(r => r.Key);
        descriptor.Field(r => r.Name);
        descriptor.Field(r => r.AppliesTo);
        descriptor.Field(r => r.Department);
    }
}
