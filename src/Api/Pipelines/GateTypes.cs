using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Pipelines;

internal sealed class StageCriterionType : ObjectType<StageCriterion>
{
    protected override void Configure(ObjectTypeDescriptor<StageCriterion> descriptor)
    {
        descriptor.Field(c => c.Key);
        descriptor.Field(c => c.Kind);
        descriptor.Worded("description", GateWording.Describe, "What people are told: the pipeline's own words, or a built-in text in the caller's language.");
        descriptor.Field(c => c.Field);
        descriptor.Field(c => c.Min);
        descriptor.Field(c => c.Max);
        descriptor.Field(c => c.ActivityKind);
        descriptor.Field(c => c.StakeholderRole);
        descriptor.Field(c => c.CallerRole);
    }
}

internal sealed class BlockerType : ObjectType<Blocker>
{
    protected override void Configure(ObjectTypeDescriptor<Blocker> descriptor)
    {
        descriptor.Field(b => b.Code);
        descriptor.Field(b => b.Criterion);
        descriptor.Worded("message", GateWording.Say, "What is missing, in the caller's language. For people; it may be reworded.");
        descriptor.Field(b => b.Path);
        descriptor.Field(b => b.Expected);
        descriptor.Field(b => b.Actual);
        descriptor.Field(b => b.FixableBy);
    }
}
