using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Opportunities;

/// <summary>Deals, their history, and why they end.</summary>
internal static class OpportunityQueries
{
    internal static SchemaBuilder AddOpportunities(this SchemaBuilder schema) => schema
        .AddObjectType<OpportunityType>()
        .AddObjectType<StageChangeType>()
        .AddObjectType<CloseReasonType>()
        .AddObjectType<OpportunityStageChangedType>()
        .Single("opportunity", VisibleRows.Opportunities, o => o.Id, description: "An opportunity by id.")
        .Single("opportunityByNumber", VisibleRows.Opportunities, o => o.Number, "number", "An opportunity by the number that people call it by.")
        .Connection("opportunities", VisibleRows.Opportunities, "The opportunities that the caller sees, newest first.", Order.ByDescending((Opportunity o) => o.CreatedAt))
        .ListField(
            "closeReasons", AllRows.CloseReasons, "All reasons for which deals are won or lost, by name.",
            Order.By((CloseReason r) => r.Name), Order.By((CloseReason r) => r.Id))
        .AddMutationType(typeof(OpportunityMutations))
        .AddMutationType(typeof(StageMutations))
        .AddSubscriptionType(typeof(OpportunitySubscriptions));
}
