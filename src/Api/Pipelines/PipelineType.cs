using CrmGraph.Api.Schema;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Pipelines;

internal sealed class PipelineType : ObjectType<Pipeline>
{
    protected override void Configure(ObjectTypeDescriptor<Pipeline> descriptor)
    {
        descriptor.Node(p => p.Id, AllRows.Pipelines);
        descriptor.Field(p => p.Version);
        descriptor.Field(p => p.Name);
        descriptor.Field(p => p.IsDefault);
        descriptor.List("stages", p => p.Id, AllRows.StagesInUse, s => s.PipelineId, [Order.By((Stage s) => s.Position)], "The stages in order: the open ones, then WON, then LOST.");
    }
}
