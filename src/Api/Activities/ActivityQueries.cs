using CrmGraph.Api.Schema;
using CrmGraph.Domain.Activities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Activities;

/// <summary>Calls, meetings, tasks and so on.</summary>
internal static class ActivityQueries
{
    internal static SchemaBuilder AddActivities(this SchemaBuilder schema) => schema
        .AddObjectType<ActivityType>()
        .Single("activity", VisibleRows.Activities, a => a.Id, description: "An activity by id.")
        .Connection("activities", VisibleRows.Activities, "The activities that the caller sees, newest first.", Order.ByDescending((Activity a) => a.CreatedAt))
        .AddMutationType(typeof(ActivityMutations))
        .AddMutationType(typeof(MailMutations));
}
