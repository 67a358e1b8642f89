using CrmGraph.Api.Deals;
using CrmGraph.Api.Erp;
using CrmGraph.Api.Qualifications;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.Api.Opportunities;

internal sealed class OpportunityType : ObjectType<Opportunity>
{
    protected override void Configure(ObjectTypeDescriptor<Opportunity> descriptor)
    {
        descriptor.Node(o => o.Id, VisibleRows.Opportunities);
        descriptor.Field(o => o.Version);
        descriptor.Field(o => o.Number);
        descriptor.Field(o => o.Name);
        descriptor.Reference("account", o => o.AccountId, AllRows.AccountsOfDeals, a => a.Id, "The customer.");
        descriptor.Reference("primaryContact", o => o.PrimaryContactId, VisibleRows.Contacts, c => c.Id, "The person to talk to.");
        descriptor.Reference("owner", o => o.OwnerId, AllRows.Users, u => u.Id, "The user who works on the deal.");
        descriptor.Reference("team", o => o.TeamId, AllRows.Teams, t => t.Id, "The owner's team; it decides who sees the deal.");
        descriptor.Reference("pipeline", o => o.PipelineId, AllRows.Pipelines, p => p.Id, "The pipeline that the deal goes through.");
        descriptor.Reference("stage", o => o.StageId, AllRows.Stages, s => s.Id, "The stage that the deal is in.");
        descriptor.Field(o => o.Amount);
        descriptor.Field(o => o.ExpectedRevenue);
        descriptor.Field(o => o.Probability);
        descriptor.Field(o => o.ForecastCategory);
        descriptor.Field(o => o.CloseDate);
        descriptor.Field(o => o.ClosedOn);
        descriptor.Reference("closeReason", o => o.CloseReasonId, AllRows.CloseReasons, r => r.Id, "Why the deal was won or lost; null while it is open.");
        descriptor.Reference("source", o => o.SourceId, AllRows.LeadSources, s => s.Id, "Where the deal comes from.");
        descriptor.Reference("lead", o => o.LeadId, VisibleRows.Leads, l => l.Id, "The lead that it was made of.");
        descriptor.Qualification(o => o.Qualification, "How far the customer has been found worth selling to; that of the lead at first.");
        descriptor.Field(o => o.NextStep);
        descriptor.Field(o => o.CreatedAt);
        descriptor.Field(o => o.UpdatedAt);
        descriptor.Field(o => o.StageEnteredAt);
        descriptor.Timed("timeInStage", o => o.StageEnteredAt, (entered, now) => now > entered ? now - entered : TimeSpan.Zero, "How long the deal has been in its stage.");
        descriptor.AddField(types => new OutputField(
            "isStagnant", types.OutputType(typeof(bool), nullable: false), description: "Whether an open deal has seen neither update nor activity for longer than its stage allows.")
        {
            Resolver = new StagnationResolver(),
        });
        descriptor.Field(o => o.LastActivityAt);
        descriptor.AddField(types => new OutputField(
            "stageOptions", types.OutputType(typeof(IReadOnlyList<StageOption>), nullable: false),
            description: "All other stages of the pipeline, in order, and what stands in the way of each. A closed deal has none: reopenOpportunity takes it up again in any open stage.")
        {
            Resolver = new StageOptionsResolver(),
        });
        descriptor.List("stageHistory", o => o.Id, AllRows.StageChanges, c => c.OpportunityId, [Order.By((StageChange c) => c.Sequence)], "All moves from stage to stage, oldest first; the first one is the creation.");
        descriptor.AddDealFields();
        descriptor.AddMoneyFields();
        descriptor.AddErpFields();
        descriptor.Connection("activities", o => o.Id, VisibleRows.Activities, x => x.OpportunityId, "The activities about the deal, newest first.", Order.ByDescending((Activity x) => x.CreatedAt));
    }
}
