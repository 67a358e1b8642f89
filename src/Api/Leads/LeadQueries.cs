using CrmGraph.Api.Leads.Assignment;
using CrmGraph.Api.Leads.Import;
using CrmGraph.Api.Leads.Scoring;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Leads;

/// <summary>Leads and where they come from.</summary>
internal static class LeadQueries
{
    internal static SchemaBuilder AddLeads(this SchemaBuilder schema) => schema
        .AddObjectType<LeadType>()
        .AddObjectType<LeadSourceType>()
        .AddObjectType<LeadBehaviourType>()
        .AddScoring()
        .AddAssignment()
        .Single("lead", VisibleRows.Leads, l => l.Id, description: "A lead by id.")
        .Connection("leads", VisibleRows.Leads, "The leads that the caller sees, newest first.", Order.ByDescending((Lead l) => l.CreatedAt))
        .ListField("leadSources", AllRows.LeadSources, "All lead sources, by name.", Order.By((LeadSource s) => s.Name), Order.By((LeadSource s) => s.Id))
        .AddMutationType(typeof(LeadMutations))
        .AddMutationType(typeof(LeadBehaviourMutations))
        .AddMutationType(typeof(LeadSourceMutations))
        .AddMutationType(typeof(ImportMutations));
}
