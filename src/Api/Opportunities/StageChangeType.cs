using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Opportunities;

internal sealed class StageChangeType : ObjectType<StageChange>
{
    protected override void Configure(ObjectTypeDescriptor<StageChange> descriptor)
    {
        descriptor.Reference("from", c => c.FromStageId, AllRows.Stages, s => s.Id, "The stage that it left; null for its creation.");
        descriptor.Reference("to", c => c.ToStageId, AllRows.Stages, s => s.Id, "The stage that it entered.");
        descriptor.Field(c => c.At);
        descriptor.Reference("by", c => c.ById, AllRows.Users, u => u.Id, "Who moved it.");
        descriptor.Field(c => c.TimeInFrom);
        descriptor.Field(c => c.Comment);
    }
}
