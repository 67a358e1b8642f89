using CrmGraph.Api.Schema;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Pipelines;

internal sealed class StageType : ObjectType<Stage>
{
    protected override void Configure(ObjectTypeDescriptor<Stage> descriptor)
    {
        descriptor.Node(s => s.Id, AllRows.Stages);
        descriptor.Field(s => s.Key);
        descriptor.Field(s => s.Name);
        descriptor.Field(s => s.Kind);
        descriptor.Field(s => s.Position);
        descriptor.Field(s => s.Probability);
        descriptor.Field(s => s.ForecastCategory);
        descriptor.Field(s => s.Benchmark);
        descriptor.Field(s => s.StagnantAfter);
        descriptor.Field(s => s.ExitCriteria);
        descriptor.Field(s => s.RequiredActivities);
        descriptor.Field(s => s.RetiredAt);
        descriptor.Reference("pipeline", s => s.PipelineId, AllRows.Pipelines, p => p.Id, "The pipeline that the stage belongs to.");
    }
}
