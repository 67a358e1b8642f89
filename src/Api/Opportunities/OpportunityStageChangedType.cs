using CrmGraph.Api.Schema;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Opportunities;

/// <summary>The event as subscribers see it; its references are fetched when they are selected.</summary>
internal sealed class OpportunityStageChangedType : ObjectType<LoggedStageChange>
{
    protected override void Configure(ObjectTypeDescriptor<LoggedStageChange> descriptor)
    {
        descriptor.Name("OpportunityStageChanged");
        descriptor.Field(e => e.Cursor).Description("The place in the event log: subscribe with it as after to go on behind this event.");
        descriptor.Reference("opportunity", e => e.OpportunityId, AllRows.OpportunitiesOfEvents, o => o.Id, "The opportunity as it is now.");
        descriptor.Reference<LoggedStageChange, Stage, StageId>("from", e => e.From, AllRows.Stages, s => s.Id, "The stage that it left.", nullable: true);
        descriptor.Reference("to", e => e.To, AllRows.Stages, s => s.Id, "The stage that it entered.");
        descriptor.Field(e => e.At).Description("When.");
        descriptor.Reference("by", e => e.By, AllRows.Users, u => u.Id, "Who moved it.");
    }
}
