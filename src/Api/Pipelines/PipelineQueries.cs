using CrmGraph.Api.Schema;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Pipelines;

/// <summary>Pipelines with their stages.</summary>
internal static class PipelineQueries
{
    internal static SchemaBuilder AddPipelines(this SchemaBuilder schema) => schema
        .AddObjectType<PipelineType>()
        .AddObjectType<StageType>()
        .AddObjectType<StageCriterionType>()
        .AddObjectType<BlockerType>()
        .ListField(
            "pipelines", AllRows.Pipelines, "All pipelines, the default one first.",
            Order.ByDescending((Pipeline p) => p.IsDefault), Order.By((Pipeline p) => p.Name), Order.By((Pipeline p) => p.Id))
        .AddMutationType(typeof(PipelineMutations));
}
